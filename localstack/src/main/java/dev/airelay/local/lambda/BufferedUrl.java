package dev.airelay.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.airelay.http.Handler;
import dev.airelay.http.Headers;
import dev.airelay.http.Reply;
import dev.airelay.http.Request;
import dev.airelay.local.lambda.Invocation.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// A function URL in buffered mode, without authentication: the function's answer is one JSON
/// object with status, header fields, cookies and body. What is none is a bad gateway. Event and
/// answer have 6 MB at most. Sources:
/// https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html (read 2026-11-27),
/// https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_lambda.InvokeMode.html (read
/// 2026-11-28).
public final class BufferedUrl implements Handler {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LIMIT = 6 * 1024 * 1024;

    private final FunctionPool pool;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    /// @param ids makes the request ids
    public BufferedUrl(FunctionPool pool, InstantSource clock, Supplier<UUID> ids) {
        this.pool = pool;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public void handle(Request request, Reply reply) {
        try {
            serve(request, reply);
        } catch (IOException clientGone) {
            reply.tear();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Request request, Reply reply) throws IOException, InterruptedException {
        var now = clock.instant();
        var id = ids.get().toString();
        var trace =
                "Root=1-%08x-%s"
                        .formatted(now.getEpochSecond(), id.replace("-", "").substring(0, 24));
        var event = UrlEvent.of(request, id, trace, now);
        if (event.length > LIMIT) {
            answer(reply, 413, "{\"Message\":\"Request Entity Too Large\"}");
            return;
        }
        var invocation = new Invocation(id, trace, event);
        try {
            if (!pool.submit(invocation)) {
                answer(reply, 429, "{\"Message\":\"Rate Exceeded.\"}");
                return;
            }
        } catch (FunctionFailure e) {
            badGateway(reply);
            return;
        }
        try {
            Optional<JsonNode> answer = said(invocation).flatMap(BufferedUrl::answer);
            if (answer.isPresent()) {
                pass(answer.get(), reply);
            } else {
                badGateway(reply);
            }
        } finally {
            invocation.discard();
        }
    }

    /// Empty when the function failed or said too much.
    private static Optional<byte[]> said(Invocation invocation) throws InterruptedException {
        var text = new ByteArrayOutputStream();
        while (text.size() <= LIMIT) {
            switch (invocation.take()) {
                case Part.Head _ -> text.reset();
                case Part.Bytes(var bytes) -> text.writeBytes(bytes);
                case Part.End _ -> {
                    return Optional.of(text.toByteArray());
                }
                case Part.Failed _ -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /// Empty when it is none.
    private static Optional<JsonNode> answer(byte[] said) {
        try {
            return Optional.ofNullable(JSON.readTree(said))
                    .filter(answer -> answer.path("statusCode").canConvertToInt());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void pass(JsonNode answer, Reply reply) throws IOException {
        var headers = Headers.builder();
        answer.path("headers")
                .properties()
                .forEach(field -> headers.add(field.getKey(), field.getValue().asText()));
        for (JsonNode cookie : answer.path("cookies")) {
            headers.add(Headers.SET_COOKIE, cookie.asText());
        }
        var text = answer.path("body").asText("");
        byte[] body =
                answer.path("isBase64Encoded").asBoolean()
                        ? Base64.getDecoder().decode(text)
                        : text.getBytes(UTF_8);
        reply.start(answer.path("statusCode").asInt(), headers.build());
        reply.write(body, 0, body.length);
        reply.end();
    }

    private static void badGateway(Reply reply) throws IOException {
        answer(reply, 502, "Internal Server Error");
    }

    static void answer(Reply reply, int status, String text) throws IOException {
        var type = text.startsWith("{") ? "application/json" : "text/plain";
        reply.start(status, Headers.of("content-type", type));
        var bytes = text.getBytes(UTF_8);
        reply.write(bytes, 0, bytes.length);
        reply.end();
    }
}
