package dev.airelay.relaying;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.http.Cancellation;
import dev.airelay.http.Content;
import dev.airelay.http.Handler;
import dev.airelay.http.Headers;
import dev.airelay.http.Request;
import java.util.function.Consumer;

/// One request of a test's client, put together step by step.
public final class Asking {
    private final Handler handler;
    private final Consumer<RecordedReply> replies;
    private final Cancellation cancellation;
    private final String method;
    private final String path;
    private final Headers.Builder headers = Headers.builder();
    private String query = "";
    private Content content = Content.of(new byte[0]);
    private RecordedReply reply = new RecordedReply();

    Asking(
            Handler handler,
            Consumer<RecordedReply> replies,
            Cancellation cancellation,
            String method,
            String path) {
        this.handler = handler;
        this.replies = replies;
        this.cancellation = cancellation;
        this.method = method;
        this.path = path;
    }

    public Asking header(String name, String value) {
        headers.set(name, value);
        return this;
    }

    public Asking bearer(String key) {
        return header("authorization", "Bearer " + key);
    }

    public Asking query(String raw) {
        query = raw;
        return this;
    }

    public Asking body(String text) {
        return body(text.getBytes(UTF_8));
    }

    public Asking body(byte[] bytes) {
        return body(Content.of(bytes));
    }

    /// A body that is still on its way.
    public Asking body(Content arriving) {
        content = arriving;
        return this;
    }

    /// The client leaves after this many bytes of body, whereupon the edge cuts the exchange.
    public Asking leavingAfter(int bytes) {
        reply = new RecordedReply(bytes, () -> cancel(Cancellation.Reason.CLIENT_GONE));
        return this;
    }

    /// Cuts the exchange, as its edge would.
    public void cancel(Cancellation.Reason why) {
        cancellation.cancel(why);
    }

    public RecordedReply send() {
        replies.accept(reply);
        handler.handle(
                new Request(
                        method, path, query, headers.build(), content, "192.0.2.7", cancellation),
                reply);
        return reply;
    }
}
