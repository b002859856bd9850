package dev.airelay.local.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.http.Handler;
import dev.airelay.http.Headers;
import dev.airelay.http.Reply;
import dev.airelay.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;

/// Doors for tests, closed behind each of them, and the few things that their handlers do.
abstract class DoorFixture {
    static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
    static final Headers EVENTS = Headers.of("content-type", "text/event-stream");
    static final Headers PLAIN = Headers.of("content-type", "text/plain");

    final CompletableFuture<Request> seen = new CompletableFuture<>();
    private final List<HttpDoor> doors = new ArrayList<>();

    /// A handler that throws what writing throws.
    @FunctionalInterface
    interface Writing {
        void handle(Request request, Reply reply) throws Exception;
    }

    @AfterEach
    void closeDoors() {
        doors.forEach(HttpDoor::close);
    }

    /// The door that was opened last.
    HttpDoor door() {
        return doors.getLast();
    }

    RawClient serving(DoorSettings settings, Writing writing) throws IOException {
        Handler handler =
                (request, reply) -> {
                    try {
                        writing.handle(request, reply);
                    } catch (RuntimeException e) {
                        throw e;
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                };
        doors.add(HttpDoor.open(settings, handler, InstantSource.fixed(NOW)));
        return new RawClient(door().port());
    }

    RawClient serving(Writing handler) throws IOException {
        return serving(DoorSettings.loopback(0), handler);
    }

    static void write(Reply reply, String text) throws IOException {
        var bytes = text.getBytes(UTF_8);
        reply.write(bytes, 0, bytes.length);
    }

    static void answer(Reply reply, int status, String text) {
        try {
            reply.start(status, PLAIN);
            write(reply, text);
            reply.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void echo(Request request, Reply reply) {
        var body = request.body();
        seen.complete(request);
        answer(reply, 200, new String(body, UTF_8));
    }
}
