package dev.airelay.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.dialect.anthropic.AnthropicUpstream;
import dev.airelay.dialect.openaichat.OpenAiChatUpstream;
import dev.airelay.dialect.openairesponses.ResponsesUpstream;
import dev.airelay.http.Headers;
import dev.airelay.json.JsonObject;
import dev.airelay.sse.SseParser;
import dev.airelay.usage.Metered;
import dev.airelay.usage.Tokens;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Whatever a report holds: nobody throws, no count is negative or beyond measure, no part is
/// larger than its whole, and what was written is never free.
class UsagePropertyTest {
    private static final int REPORTS = 20_000;
    private static final long MOST = 100L * UsageFigures.MOST;

    private static final List<String> NAMES =
            List.of(
                    "prompt_tokens",
                    "completion_tokens",
                    "total_tokens",
                    "input_tokens",
                    "output_tokens",
                    "cached_tokens",
                    "reasoning_tokens",
                    "prompt_cache_hit_tokens",
                    "prompt_cache_miss_tokens",
                    "cache_read_input_tokens",
                    "cache_creation_input_tokens",
                    "ephemeral_5m_input_tokens",
                    "ephemeral_1h_input_tokens",
                    "thinking_tokens",
                    "num_search_queries",
                    "citation_tokens",
                    "web_search_requests",
                    "web_search_calls",
                    "cost",
                    "total_cost",
                    "cost_in_usd_ticks",
                    "type",
                    "service_tier",
                    "speed",
                    "inference_geo");
    private static final List<String> OBJECTS =
            List.of(
                    "prompt_tokens_details",
                    "completion_tokens_details",
                    "input_tokens_details",
                    "output_tokens_details",
                    "cache_creation",
                    "server_tool_use",
                    "server_side_tool_usage_details",
                    "tokens",
                    "cost");
    private static final List<String> ODD =
            List.of(
                    "0",
                    "1",
                    "-1",
                    "12.0",
                    "0.5",
                    "\"77\"",
                    "\"\"",
                    "\"compaction\"",
                    "\"advisor_message\"",
                    "1e9",
                    "1e10",
                    "1E-99",
                    "1e-999999999",
                    "1e999999999",
                    "9223372036854775807",
                    "999999999",
                    "null",
                    "true",
                    "[]",
                    "{}");

    private final SplittableRandom random = new SplittableRandom(9);

    private String value() {
        return random.nextInt(3) == 0
                ? ODD.get(random.nextInt(ODD.size()))
                : Integer.toString(random.nextInt(random.nextBoolean() ? 20 : 100_000));
    }

    private String object(int depth) {
        var object = new StringBuilder("{");
        for (int i = random.nextInt(7); i >= 0; i--) {
            object.append('"');
            switch (random.nextInt(depth > 2 ? 1 : 5)) {
                case 0, 1, 2 ->
                        object.append(NAMES.get(random.nextInt(NAMES.size())))
                                .append("\":")
                                .append(value());
                case 3 ->
                        object.append(OBJECTS.get(random.nextInt(OBJECTS.size())))
                                .append("\":")
                                .append(object(depth + 1));
                default ->
                        object.append("iterations\":[")
                                .append(object(depth + 1))
                                .append(',')
                                .append(object(depth + 1))
                                .append(']');
            }
            object.append(i == 0 ? "" : ",");
        }
        return object.append('}').toString();
    }

    private static Call call(Endpoint endpoint) {
        var body = JsonObject.read("{}".getBytes(UTF_8));
        return new Call(endpoint, body, "", Headers.none(), "m", true, 10, Demand.NOTHING);
    }

    private static void sane(Metered metered, String report) {
        Tokens t = metered.tokens();
        for (long count :
                new long[] {
                    t.input(),
                    t.cacheRead(),
                    t.cacheWrite5m(),
                    t.cacheWrite1h(),
                    t.output(),
                    t.reasoning()
                }) {
            assertTrue(count >= 0 && count <= MOST, () -> report + " → " + t);
        }
        assertTrue(t.reasoning() <= t.output(), () -> report + " → " + t);
        assertTrue(t.output() > 0 && t.total() > t.output(), () -> report + " → " + t);
        metered.uses()
                .counts()
                .forEach((use, count) -> assertTrue(count <= 1_000_000_000_000_000_000L, use));
    }

    @Test
    void anyReportOfAnAnswerInOnePiece() {
        for (int i = 0; i < REPORTS; i++) {
            String usage = object(0);
            byte[] chat =
                    ("{\"choices\":[{\"message\":{\"content\":\"Hello\"}}],\"usage\":"
                                    + usage
                                    + "}")
                            .getBytes(UTF_8);
            byte[] message =
                    ("{\"content\":[{\"type\":\"text\",\"text\":\"Hello\"}],\"usage\":"
                                    + usage
                                    + "}")
                            .getBytes(UTF_8);
            byte[] response =
                    ("{\"output\":[{\"content\":[{\"text\":\"Hello\"}]}],\"usage\":" + usage + "}")
                            .getBytes(UTF_8);
            sane(new OpenAiChatUpstream().readUsage(call(Endpoint.OPENAI_CHAT), chat), usage);
            sane(
                    new AnthropicUpstream().readUsage(call(Endpoint.ANTHROPIC_MESSAGES), message),
                    usage);
            sane(
                    new ResponsesUpstream().readUsage(call(Endpoint.OPENAI_RESPONSES), response),
                    usage);
        }
    }

    @Test
    void anySeriesOfReportsOfAStream() throws IOException {
        for (int i = 0; i < REPORTS / 4; i++) {
            StreamTap tap = new OpenAiChatUpstream().openTap(call(Endpoint.OPENAI_CHAT));
            var parser = new SseParser();
            var series = new StringBuilder();
            for (int chunk = 0; chunk < 4; chunk++) {
                String frame =
                        "data: {\"choices\":[{\"delta\":{\"content\":\"Hello\"}}],\"usage\":"
                                + object(0)
                                + "}\n\n";
                series.append(frame);
                byte[] bytes = frame.getBytes(UTF_8);
                parser.feed(bytes, 0, bytes.length, whole -> tap.see(whole));
                sane(tap.metered(), series.toString());
            }
        }
    }

    /// Cut anywhere, a body is read as far as it goes.
    @Test
    void anyPartOfAnAnswer() {
        String whole =
                "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"H\\u00e9llo\",\"tool_calls\":[{\"function\":{\"name\":\"x\",\"arguments\":{\"a\":[1,\"}\"]}}}]},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":5}}";
        for (int cut = 0; cut <= whole.length(); cut++) {
            byte[] body = whole.substring(0, cut).getBytes(UTF_8);
            Metered metered = new OpenAiChatUpstream().readUsage(call(Endpoint.OPENAI_CHAT), body);
            assertTrue(metered.tokens().input() > 0);
        }
        assertEquals(
                new Tokens(7, 0, 0, 0, 5, 0),
                new OpenAiChatUpstream()
                        .readUsage(call(Endpoint.OPENAI_CHAT), whole.getBytes(UTF_8))
                        .tokens());
    }
}
