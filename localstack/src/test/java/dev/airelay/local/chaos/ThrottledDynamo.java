package dev.airelay.local.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.http.Headers;
import dev.airelay.http.Reply;
import dev.airelay.http.Request;
import dev.airelay.local.server.DoorSettings;
import dev.airelay.local.server.HttpDoor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Stands before DynamoDB and, while it is told to, refuses most writes as DynamoDB does when there
/// are too many
/// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html, read
/// 2026-11-21).
final class ThrottledDynamo implements AutoCloseable {
    private static final byte[] TOO_MUCH =
            "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException\",\"message\":\"too much\"}"
                    .getBytes(UTF_8);
    private static final List<String> PASSED_ON =
            List.of("x-amz-target", "content-type", "authorization", "x-amz-date");
    private static final int ONE_PASSES = 4;

    private final URI dynamo;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpDoor door;
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger seen = new AtomicInteger();
    private volatile boolean throttling;

    ThrottledDynamo(URI dynamo) throws IOException {
        this.dynamo = dynamo;
        this.door = HttpDoor.open(DoorSettings.loopback(0), this::handle, InstantSource.system());
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + door.port());
    }

    void throttle(boolean on) {
        throttling = on;
    }

    int refused() {
        return refused.get();
    }

    private void handle(Request request, Reply reply) {
        try {
            boolean write = request.headers().first("x-amz-target").orElse("").endsWith("PutItem");
            if (throttling && write && seen.incrementAndGet() % ONE_PASSES != 0) {
                refused.incrementAndGet();
                answer(
                        reply,
                        400,
                        Headers.of("content-type", "application/x-amz-json-1.0"),
                        TOO_MUCH);
                return;
            }
            HttpResponse<byte[]> passed =
                    client.send(forward(request), HttpResponse.BodyHandlers.ofByteArray());
            var headers = Headers.of("content-type", "application/x-amz-json-1.0");
            answer(reply, passed.statusCode(), headers, passed.body());
        } catch (IOException e) {
            reply.tear();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reply.tear();
        }
    }

    private HttpRequest forward(Request request) {
        var builder =
                HttpRequest.newBuilder(dynamo)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(request.body()));
        for (String name : PASSED_ON) {
            request.headers().first(name).ifPresent(value -> builder.header(name, value));
        }
        return builder.build();
    }

    private static void answer(Reply reply, int status, Headers headers, byte[] body)
            throws IOException {
        reply.start(status, headers);
        reply.write(body, 0, body.length);
        reply.end();
    }

    @Override
    public void close() {
        door.close();
        client.close();
    }
}
