package dev.airelay.platform.lambda;

import dev.airelay.http.Cancellation;
import dev.airelay.http.Handler;
import dev.airelay.http.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;

/// A handler, step by step, whose steps may throw.
interface Steps {
    void run(Cancellation cancellation, Reply reply) throws IOException, InterruptedException;

    static Application handling(Steps steps) {
        Handler handler =
                (request, reply) -> {
                    try {
                        steps.run(request.cancellation(), reply);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                };
        return _ -> handler;
    }

    /// Writes and flushes.
    static void send(Reply reply, String text) throws IOException {
        var bytes = RunningEdge.utf8(text);
        reply.write(bytes, 0, bytes.length);
        reply.flush();
    }
}
