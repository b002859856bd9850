package dev.airelay.probing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.airelay.dialect.Call;
import dev.airelay.dialect.Demand;
import dev.airelay.dialect.Endpoint;
import dev.airelay.dialect.UpstreamDialect;
import dev.airelay.dialect.anthropic.AnthropicUpstream;
import dev.airelay.dialect.openaichat.OpenAiChatUpstream;
import dev.airelay.http.Headers;
import dev.airelay.json.JsonObject;
import dev.airelay.upstream.Kind;
import java.util.Optional;

/// The tiny request that a test sends, in an upstream's own dialect.
record TestQuestion(Call call, UpstreamDialect dialect) {
    private static final int MOST_OUTPUT = 16;

    static TestQuestion of(Kind kind, String model) {
        ObjectNode body = body(model);
        body.put("max_tokens", MOST_OUTPUT);
        return of(kind, model, body);
    }

    /// Without a limit of its output, for upstreams that may refuse one; empty for those that
    /// demand one. Models of OpenAI that think refuse `max_tokens`, while many compatible servers
    /// refuse its successor `max_completion_tokens`. Source:
    /// https://platform.openai.com/docs/api-reference/chat/create (read 2026-11-21). Messages are
    /// refused without `max_tokens`. Source:
    /// https://platform.claude.com/docs/en/api/csharp/beta/messages/create (read 2026-11-27).
    static Optional<TestQuestion> unlimited(Kind kind, String model) {
        return switch (kind) {
            case OPENAI -> Optional.of(of(kind, model, body(model)));
            case ANTHROPIC -> Optional.empty();
        };
    }

    private static TestQuestion of(Kind kind, String model, ObjectNode body) {
        return switch (kind) {
            case OPENAI ->
                    new TestQuestion(
                            call(Endpoint.OPENAI_CHAT, model, body), new OpenAiChatUpstream());
            case ANTHROPIC ->
                    new TestQuestion(
                            call(Endpoint.ANTHROPIC_MESSAGES, model, body),
                            new AnthropicUpstream());
        };
    }

    private static ObjectNode body(String model) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("model", model);
        body.putArray("messages").addObject().put("role", "user").put("content", "Reply with ok.");
        body.put("stream", true);
        return body;
    }

    private static Call call(Endpoint endpoint, String model, ObjectNode body) {
        var headers =
                Headers.builder()
                        .set("accept", "text/event-stream")
                        .set("user-agent", "ai-relay-probe")
                        .build();
        return new Call(
                endpoint,
                JsonObject.read(body.toString().getBytes(UTF_8)),
                "",
                headers,
                model,
                true,
                0,
                Demand.NOTHING);
    }
}
