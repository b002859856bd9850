package dev.airelay.platform.lambda;

import dev.airelay.http.Headers;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// One response as it came over the wire.
final class RecordedResponse {
    final String path;
    final Headers head;

    /// Bodies of the chunks, the prelude first.
    final BlockingQueue<byte[]> chunks = new LinkedBlockingQueue<>();

    /// Fields behind the last chunk; fails when the body was torn.
    final CompletableFuture<Headers> trailers = new CompletableFuture<>();

    RecordedResponse(String path, Headers head) {
        this.path = path;
        this.head = head;
    }

    void read(InputStream in, Semaphore reading, int dropAfterChunks)
            throws IOException, InterruptedException {
        try {
            for (int read = 0; read < dropAfterChunks; read++) {
                reading.acquire();
                int size = Integer.parseInt(Wire.line(in), 16);
                if (size == 0) {
                    trailers.complete(Wire.fields(in));
                    return;
                }
                var bytes = in.readNBytes(size);
                if (!Wire.line(in).isEmpty()) {
                    throw new IOException("a chunk is longer than it said");
                }
                chunks.add(bytes);
            }
            throw new EOFException("dropped on purpose");
        } catch (IOException e) {
            trailers.completeExceptionally(e);
            throw e;
        }
    }

    String chunk() throws InterruptedException {
        return new String(FakeRuntimeApi.Await.next(chunks), StandardCharsets.UTF_8);
    }

    Headers awaitEnd() throws Exception {
        return trailers.get(10, TimeUnit.SECONDS);
    }

    /// What is left of the body, once it has ended.
    String rest() throws Exception {
        var _ = awaitEnd();
        var rest = new StringBuilder();
        for (var chunk = chunks.poll(); chunk != null; chunk = chunks.poll()) {
            rest.append(new String(chunk, StandardCharsets.UTF_8));
        }
        return rest.toString();
    }
}
