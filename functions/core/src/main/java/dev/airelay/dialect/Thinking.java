package dev.airelay.dialect;

import com.fasterxml.jackson.core.JsonToken;
import dev.airelay.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether a request asks its model to think, which the client may see nothing of.
///
/// Sources, read 2026-11-27: `reasoning_effort` and `reasoning`
/// (https://github.com/openai/openai-python/blob/main/src/openai/types/chat/completion_create_params.py,
/// https://openrouter.ai/docs/use-cases/reasoning-tokens), `thinking`
/// (https://platform.claude.com/docs/en/build-with-claude/extended-thinking,
/// https://api-docs.deepseek.com/guides/thinking_mode), `enable_thinking`
/// (https://www.alibabacloud.com/help/en/model-studio/deep-thinking), `thinking_budget`
/// (https://github.com/dashscope/dashscope-sdk-python/blob/main/dashscope/aigc/generation.py).
final class Thinking {
    private static final List<String> MEMBERS =
            List.of(
                    "reasoning_effort",
                    "reasoning",
                    "thinking",
                    "enable_thinking",
                    "thinking_budget");

    /// Words, of these members or in the objects under them, that switch thinking off.
    private static final Set<String> OFF = Set.of("none", "disabled", "off");

    private static final List<String> SWITCHES = List.of("effort", "type");

    private Thinking() {}

    static boolean isAsked(JsonObject body) {
        return MEMBERS.stream().anyMatch(name -> isAsked(body, name));
    }

    private static boolean isAsked(JsonObject body, String name) {
        JsonObject.Value value = body.member(name).orElse(null);
        if (value == null
                || value.kind() == JsonToken.VALUE_NULL
                || value.kind() == JsonToken.VALUE_FALSE) {
            return false;
        }
        Optional<JsonObject> object = CallReader.object(body, name);
        return !OFF.contains(value.text())
                && object.map(o -> SWITCHES.stream().noneMatch(s -> isOff(o, s))).orElse(true);
    }

    private static boolean isOff(JsonObject object, String name) {
        return object.text(name).filter(OFF::contains).isPresent();
    }

    static List<String> names() {
        return MEMBERS;
    }
}
