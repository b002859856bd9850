package dev.airelay.giftcards;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.airelay.platform.api.ApiDoor;
import dev.airelay.platform.telemetry.JsonLines;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// Answers `/api/gift-cards`, for the managed Java runtime behind a function URL or an HTTP API.
public final class GiftCardsFunction implements RequestStreamHandler {
    private final ApiDoor door;

    /// What Lambda calls; reads the environment.
    public GiftCardsFunction() {
        this(start().door());
    }

    public GiftCardsFunction(ApiDoor door) {
        this.door = door;
    }

    private static GiftCardsWiring start() {
        JsonLines.install(java.util.logging.Level.INFO);
        return new GiftCardsWiring(GiftCardsSettings.read(System.getenv()));
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, @Nullable Context context)
            throws IOException {
        door.handle(event, answer, context == null ? "" : context.getAwsRequestId());
    }
}
