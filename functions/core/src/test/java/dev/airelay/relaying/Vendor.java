package dev.airelay.relaying;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.airelay.failure.RelayException;
import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.http.Cancellation;
import dev.airelay.http.Headers;
import dev.airelay.upstream.Timeouts;
import dev.airelay.upstream.UpstreamAnswer;
import dev.airelay.upstream.UpstreamCall;
import dev.airelay.upstream.UpstreamClient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// An upstream that writes as much as any vendor would allow for exactly what it received. It reads
/// limits by itself and as leniently as servers do: texts and fractions are numbers, what is not
/// above zero is no limit, and of several it takes the one that suits it. Safe for many threads.
final class Vendor implements UpstreamClient {
    /// What a model writes at most when nothing stops it.
    private static final Map<String, Integer> MOST =
            Map.of("plain", 20_000, "thinker", 30_000, "odd", 32_768);

    private static final int PROMPT = 3;
    private static final int SEARCHES = 10;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> LIMITS =
            List.of(
                    "max_tokens",
                    "max_completion_tokens",
                    "max_output_tokens",
                    "max_new_tokens",
                    "n_predict");

    private final AtomicInteger open = new AtomicInteger();

    static long most(String model) {
        return Objects.requireNonNull(MOST.get(model), model);
    }

    /// Answers that nobody has closed.
    int open() {
        return open.get();
    }

    @Override
    public UpstreamAnswer call(UpstreamCall call, Timeouts timeouts, Cancellation cancellation) {
        try {
            var body = new ByteArrayOutputStream();
            call.body().writeTo(body);
            JsonNode asked = JSON.readTree(body.toByteArray());
            var answer = new Answer(call.uri().getPath(), asked);
            byte[] bytes = asked.path("stream").asBoolean() ? answer.stream() : answer.whole();
            open.incrementAndGet();
            return new Reading(
                    new ByteArrayInputStream(bytes),
                    asked.path("stream").asBoolean() ? "text/event-stream" : "application/json",
                    cancellation);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Zero when it is no limit.
    private static long limit(JsonNode value) {
        if (value.isNumber() || value.isTextual()) {
            double number = value.asDouble(0);
            return number >= 1 && number < 1e9 ? (long) number : 0;
        }
        return 0;
    }

    private static final class Answer {
        final String path;
        final JsonNode asked;
        final long each;
        final int choices;
        final int shown;
        final long searches;
        final long tokens;
        final double visible;
        final boolean tells;

        Answer(String path, JsonNode asked) {
            this.path = path;
            this.asked = asked;
            var random = new SplittableRandom(asked.toString().hashCode());
            long most = Vendor.most(asked.path("model").asText());
            long limit = 0;
            boolean unlimited = false;
            for (String name : LIMITS) {
                JsonNode value = asked.path(name);
                if (!value.isMissingNode() && !value.isNull()) {
                    unlimited |= limit(value) == 0;
                    limit = Math.max(limit, limit(value));
                }
            }
            JsonNode nested = asked.path("options").path("num_predict");
            unlimited |= !nested.isMissingNode() && limit(nested) == 0;
            limit = Math.max(limit, limit(nested));
            each = unlimited || limit == 0 ? most : Math.min(limit, most);
            int prompts = asked.path("prompt").isArray() ? asked.path("prompt").size() : 1;
            shown = Math.max(1, asked.path("n").asInt(1)) * prompts;
            choices = Math.max(shown, asked.path("best_of").asInt(1) * prompts);
            tokens = each * choices;
            boolean thinks =
                    asked.path("model").asText().equals("thinker")
                            || asked.hasNonNull("reasoning_effort")
                            || asked.hasNonNull("reasoning")
                            || asked.hasNonNull("thinking");
            visible = thinks ? 0.1 : 1;
            tells = thinks || random.nextInt(4) > 0;
            searches = searches(asked);
        }

        private static long searches(JsonNode asked) {
            long searches = 0;
            for (JsonNode tool : asked.path("tools")) {
                if (tool.path("type").asText().startsWith("web_search")) {
                    long cap =
                            tool.has("max_uses")
                                    ? limit(tool.path("max_uses"))
                                    : limit(asked.path("max_tool_calls"));
                    searches += cap == 0 ? SEARCHES : cap;
                }
            }
            return searches;
        }

        private boolean messages() {
            return path.endsWith("/messages");
        }

        private boolean responses() {
            return path.endsWith("/responses");
        }

        private String text(long count) {
            return "four".repeat((int) (count * visible));
        }

        private ObjectNode usage() {
            ObjectNode usage = JsonNodeFactory.instance.objectNode();
            if (messages()) {
                boolean hour = asked.toString().contains("\"ttl\":\"1h\"");
                usage.put("input_tokens", hour ? 0 : PROMPT).put("output_tokens", tokens);
                usage.put("cache_creation_input_tokens", hour ? PROMPT : 0);
                usage.putObject("cache_creation")
                        .put("ephemeral_1h_input_tokens", hour ? PROMPT : 0);
                usage.putObject("server_tool_use").put("web_search_requests", searches);
                usage.put("service_tier", asked.path("service_tier").asText("standard"));
            } else if (responses()) {
                usage.put("input_tokens", PROMPT).put("output_tokens", tokens);
            } else {
                usage.put("prompt_tokens", PROMPT).put("completion_tokens", tokens);
            }
            return usage;
        }

        byte[] whole() {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            if (messages()) {
                body.put("type", "message").put("stop_reason", "max_tokens");
                body.putArray("content").addObject().put("type", "text").put("text", "four");
            } else if (responses()) {
                body.put("object", "response").put("status", "incomplete");
                searchCalls(body.putArray("output"));
            } else {
                ArrayNode all = body.putArray("choices");
                for (int i = 0; i < shown; i++) {
                    all.addObject()
                            .put("index", i)
                            .put("text", "four")
                            .put("finish_reason", "length");
                }
            }
            body.set("usage", usage());
            return body.toString().getBytes(UTF_8);
        }

        private void searchCalls(ArrayNode output) {
            for (int i = 0; i < searches; i++) {
                output.addObject()
                        .put("type", "web_search_call")
                        .put("status", "completed")
                        .putObject("action")
                        .put("type", "search");
            }
        }

        byte[] stream() {
            var all = new StringBuilder();
            if (messages()) {
                all.append(
                        event(
                                "message_start",
                                "\"message\":{\"usage\":{\"input_tokens\":3,\"output_tokens\":1}}"));
                all.append(
                        event(
                                "content_block_start",
                                "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}"));
            } else if (responses()) {
                all.append(event("response.created", "\"response\":{\"id\":\"r\"}"));
            }
            for (int choice = 0; choice < shown; choice++) {
                for (long left = each * choices / shown; left > 0; left -= 1_500) {
                    all.append(piece(choice, text(Math.min(left, 1_500))));
                }
                if (!messages() && !responses()) {
                    all.append(
                            "data: {\"choices\":[{\"index\":"
                                    + choice
                                    + ",\"delta\":{},\"finish_reason\":\"length\"}]}\n\n");
                }
            }
            String usage = tells ? ",\"usage\":" + usage() : "";
            if (messages()) {
                all.append(
                        event(
                                "message_delta",
                                "\"delta\":{\"stop_reason\":\"max_tokens\"}" + usage));
                all.append(event("message_stop", "\"x\":0"));
            } else if (responses()) {
                ObjectNode response = JsonNodeFactory.instance.objectNode();
                response.put("status", "incomplete");
                searchCalls(response.putArray("output"));
                if (tells) {
                    response.set("usage", usage());
                }
                all.append(event("response.incomplete", "\"response\":" + response));
            } else {
                if (tells) {
                    all.append("data: {\"choices\":[]" + usage + "}\n\n");
                }
                all.append("data: [DONE]\n\n");
            }
            return all.toString().getBytes(UTF_8);
        }

        private String piece(int choice, String text) {
            if (messages()) {
                return event(
                        "content_block_delta",
                        "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\""
                                + text
                                + "\"}");
            }
            if (responses()) {
                return event("response.output_text.delta", "\"delta\":\"" + text + "\"");
            }
            String said =
                    path.endsWith("/chat/completions")
                            ? "\"delta\":{\"content\":\"" + text + "\"}"
                            : "\"text\":\"" + text + "\"";
            return "data: {\"choices\":[{\"index\":" + choice + "," + said + "}]}\n\n";
        }

        private static String event(String type, String rest) {
            return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + rest + "}\n\n";
        }
    }

    private final class Reading implements UpstreamAnswer {
        private final ByteArrayInputStream body;
        private final String type;
        private final Cancellation cancellation;
        private boolean closed;

        Reading(ByteArrayInputStream body, String type, Cancellation cancellation) {
            this.body = body;
            this.type = type;
            this.cancellation = cancellation;
        }

        @Override
        public int status() {
            return 200;
        }

        @Override
        public Headers headers() {
            return Headers.of("content-type", type);
        }

        @Override
        public int read(byte[] buffer, int from, int length) {
            if (cancellation.reason().isPresent()) {
                throw new RelayException(new UpstreamBroken(UpstreamBroken.How.CUT));
            }
            return body.read(buffer, from, length);
        }

        @Override
        public void hurry(Duration patience) {}

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                open.decrementAndGet();
            }
        }
    }
}
