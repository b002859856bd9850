package dev.airelay.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.airelay.dialect.anthropic.AnthropicUpstream;
import dev.airelay.dialect.openaichat.OpenAiChatUpstream;
import dev.airelay.dialect.openairesponses.ResponsesUpstream;
import dev.airelay.http.Headers;
import dev.airelay.json.JsonObject;
import dev.airelay.usage.Metered;
import dev.airelay.usage.Source;
import dev.airelay.usage.Tokens;

/// Answers whose reports are read as they are in the tests of usage.
final class VendorReports {
    /// What the estimate of the prompt is, for all calls here.
    static final long ESTIMATE = 1_000;

    /// "Hello" counts as two tokens.
    static final long HELLO = 2;

    static Call call(Endpoint endpoint, String body) {
        return call(endpoint, body, "m");
    }

    static Call call(Endpoint endpoint, String body, String model) {
        return new Call(
                endpoint,
                JsonObject.read(body.getBytes(UTF_8)),
                "",
                Headers.none(),
                model,
                false,
                ESTIMATE,
                Demand.NOTHING);
    }

    static Metered chat(String usage) {
        String body =
                "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hello\"},\"finish_reason\":\"stop\"}],\"usage\":"
                        + usage
                        + "}";
        return new OpenAiChatUpstream()
                .readUsage(call(Endpoint.OPENAI_CHAT, "{}"), body.getBytes(UTF_8));
    }

    static Metered messages(String usage) {
        String body =
                "{\"type\":\"message\",\"content\":[{\"type\":\"text\",\"text\":\"Hello\"}],\"stop_reason\":\"end_turn\",\"usage\":"
                        + usage
                        + "}";
        return new AnthropicUpstream()
                .readUsage(call(Endpoint.ANTHROPIC_MESSAGES, "{}"), body.getBytes(UTF_8));
    }

    static Metered responses(String members) {
        String body = "{\"object\":\"response\",\"status\":\"completed\"," + members + "}";
        return new ResponsesUpstream()
                .readUsage(call(Endpoint.OPENAI_RESPONSES, "{}"), body.getBytes(UTF_8));
    }

    static void reported(
            Metered metered, long input, long read, long five, long hour, long out, long thought) {
        assertEquals(new Tokens(input, read, five, hour, out, thought), metered.tokens());
        assertEquals(Source.REPORTED, metered.source());
    }

    static void counted(Metered metered, long input, long output) {
        assertEquals(new Tokens(input, 0, 0, 0, output, 0), metered.tokens());
        assertEquals(Source.COUNTED, metered.source());
    }

    private VendorReports() {}
}
