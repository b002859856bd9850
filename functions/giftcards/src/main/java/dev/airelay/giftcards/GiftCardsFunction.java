package dev.airelay.giftcards;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.airelay.http.Handler;
import dev.airelay.platform.lambda.BufferedEdge;
import dev.airelay.platform.telemetry.JsonLines;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// Answers `/api/gift-cards`, for the managed Java runtime behind a function URL or an HTTP API.
public final class GiftCardsFunction implements RequestStreamHandler {
    private final BufferedEdge edge;

    /// What Lambda calls; reads the environment.
    public GiftCardsFunction() {
        this(start().door());
    }

    public GiftCardsFunction(Handler door) {
        this.edge = new BufferedEdge(door);
    }

    private static GiftCardsWiring start() {
        JsonLines.install(java.util.logging.Level.INFO);
        return new GiftCardsWiring(GiftCardsSettings.read(System.getenv()));
    }

    /// @param context absent where nobody names the invocation or ends it
    @Override
    public void handleRequest(InputStream event, OutputStream answer, @Nullable Context context)
            throws IOException {
        edge.handle(event, answer, context);
    }
}
