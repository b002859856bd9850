package dev.airelay.dialect;

import com.fasterxml.jackson.core.JsonToken;
import dev.airelay.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// The most that an upstream may write for a request, as far as the request says.
///
/// The member that the endpoint itself defines bounds the answer. Servers that are compatible with
/// it know others, and where two are given nobody can tell which one wins: the largest counts, and
/// one that is no positive whole number bounds nothing, since lenient servers read `"16384"` and
/// `16384.0` as numbers and `-1` as no limit. `null` is as good as absent.
///
/// Sources, read 2026-11-27:
/// https://github.com/openai/openai-python/blob/main/src/openai/types/chat/completion_create_params.py
/// (limits include reasoning),
/// https://docs.anthropic.com/es/docs/build-with-claude/extended-thinking (a budget may be above
/// `max_tokens` only when thinking is interleaved),
/// https://github.com/ggml-org/llama.cpp/blob/master/tools/server/server-schema.cpp (`n_predict`,
/// -1 and more, by its other names `max_completion_tokens` and `max_tokens`),
/// https://github.com/ollama/ollama/blob/main/openai/openai.go (`max_tokens` alone; `num_predict`
/// natively),
/// https://github.com/dashscope/dashscope-sdk-python/blob/main/dashscope/aigc/generation.py
/// (`thinking_budget` limits thinking). That Alibaba's `max_tokens` does not, is what others quote
/// from https://www.alibabacloud.com/help/en/model-studio/qwen-api-via-dashscope; not read there.
///
/// @param each tokens of one answer; empty when nothing bounds it
/// @param beside tokens that may be thought on top of `each`; empty when nothing bounds them
/// @param answers how many are written, all of them paid; one or more
/// @param shown whether the client gets to see each of them
public record OutputBound(OptionalLong each, OptionalLong beside, long answers, boolean shown) {
    /// For endpoints that write nothing.
    public static final OutputBound NOTHING =
            new OutputBound(OptionalLong.of(0), OptionalLong.of(0), 1, true);

    /// Many times what any model writes for one request; what asks for more bounds nothing.
    static final long MOST = 100_000_000;

    private static final List<String> ELSEWHERE =
            List.of(
                    "max_tokens",
                    "max_completion_tokens",
                    "max_output_tokens",
                    "max_new_tokens",
                    "max_tokens_to_sample",
                    "max_gen_len",
                    "max_gen_toks",
                    "n_predict",
                    "num_predict",
                    "maxTokens",
                    "maxOutputTokens");

    /// Alibaba's, by the names under which lists of prices have them.
    private static final Set<String> BESIDE =
            Set.of("alibaba", "alibaba-cn", "aliyun", "dashscope", "qwen");

    /// Objects in which native interfaces of compatible servers keep the same.
    private static final Map<String, List<String>> NESTED =
            Map.of(
                    "options", List.of("num_predict"),
                    "parameters", List.of("max_new_tokens"),
                    "sampling_params", List.of("max_new_tokens"),
                    "generationConfig", List.of("maxOutputTokens"),
                    "generation_config", List.of("max_output_tokens"));

    /// @throws dev.airelay.failure.RelayException with `Malformed` when it asks for a number of
    ///   answers that makes no sense
    static OutputBound of(Endpoint endpoint, JsonObject body) {
        AnswerCount answers = AnswerCount.of(endpoint, body);
        return new OutputBound(
                each(endpoint, body), beside(endpoint, body), answers.written(), answers.shown());
    }

    /// The same with a vendor of whose models it is known that they think beside the limit.
    ///
    /// @param provider as prices name it
    public OutputBound thinkingWith(String provider) {
        boolean more = BESIDE.contains(provider) && beside.orElse(1) == 0;
        return more && each.orElse(1) > 0
                ? new OutputBound(each, OptionalLong.empty(), answers, shown)
                : this;
    }

    /// @param model the most that the model writes in one answer, reasoning included
    public long most(long model) {
        long one = each.isEmpty() ? model : Math.addExact(each.getAsLong(), beside.orElse(model));
        return Math.min(MOST, Math.min(MOST, one) * Math.min(MOST, answers));
    }

    private static OptionalLong each(Endpoint endpoint, JsonObject body) {
        boolean own = false;
        long largest = 0;
        for (String name : ELSEWHERE) {
            Optional<JsonObject.Value> value = given(body, name);
            if (value.isPresent()) {
                long limit = limit(value.get());
                if (limit == 0) {
                    return OptionalLong.empty();
                }
                own |= endpoint.outputLimits().contains(name);
                largest = Math.max(largest, limit);
            }
        }
        for (var nested : NESTED.entrySet()) {
            Optional<JsonObject> object = CallReader.object(body, nested.getKey());
            for (String name : nested.getValue()) {
                Optional<JsonObject.Value> value = object.flatMap(o -> given(o, name));
                if (value.isPresent() && limit(value.get()) == 0) {
                    return OptionalLong.empty();
                }
                largest = Math.max(largest, value.map(OutputBound::limit).orElse(0L));
            }
        }
        return own ? OptionalLong.of(largest) : OptionalLong.empty();
    }

    private static OptionalLong beside(Endpoint endpoint, JsonObject body) {
        if (endpoint == Endpoint.ANTHROPIC_MESSAGES) {
            Optional<JsonObject.Value> budget =
                    CallReader.object(body, "thinking").flatMap(t -> given(t, "budget_tokens"));
            long asked = given(body, "max_tokens").map(OutputBound::limit).orElse(0L);
            return budget.isEmpty() ? OptionalLong.of(0) : beyond(limit(budget.get()), asked);
        }
        Optional<JsonObject.Value> budget = given(body, "thinking_budget");
        if (budget.isPresent()) {
            return beyond(limit(budget.get()), 0);
        }
        return body.isTrue("enable_thinking") ? OptionalLong.empty() : OptionalLong.of(0);
    }

    /// A budget that is not above the limit is part of it; one that bounds nothing may be anything.
    private static OptionalLong beyond(long budget, long limit) {
        if (budget == 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(budget < limit ? 0 : budget);
    }

    private static Optional<JsonObject.Value> given(JsonObject object, String name) {
        return object.member(name).filter(value -> value.kind() != JsonToken.VALUE_NULL);
    }

    /// Zero when it bounds nothing.
    private static long limit(JsonObject.Value value) {
        return positive(value).filter(limit -> limit <= MOST).orElse(0L);
    }

    /// A positive whole number that is written like one.
    static Optional<Long> positive(JsonObject.Value value) {
        if (value.kind() != JsonToken.VALUE_NUMBER_INT || value.text().length() > 18) {
            return Optional.empty();
        }
        return Optional.of(Long.parseLong(value.text())).filter(number -> number > 0);
    }

    /// The members that say how much may be written, for those who must not let them be misspelt.
    static List<String> names() {
        return ELSEWHERE;
    }
}
