package dev.airelay.dialect;

import com.fasterxml.jackson.core.JsonToken;
import dev.airelay.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The service tiers that a request asks for, apart from those that cost what is usual.
///
/// Sources, read 2026-11-27: OpenAI's `service_tier`
/// (https://github.com/openai/openai-python/blob/main/src/openai/types/chat/completion_create_params.py;
/// `auto` is what the project is set to), Anthropic's `service_tier` and `speed`
/// (https://github.com/anthropics/anthropic-sdk-typescript/blob/main/src/resources/beta/messages/messages.ts)
/// and `inference_geo` (https://platform.claude.com/docs/en/manage-claude/data-residency), Groq's
/// `on_demand` (https://console.groq.com/docs/service-tiers).
///
/// @param asked each member with its word, such as `service_tier` and `priority`
public record AskedTiers(List<Tier> asked) {
    public static final AskedTiers USUAL = new AskedTiers(List.of());

    private static final List<String> MEMBERS = List.of("service_tier", "speed", "inference_geo");
    private static final Set<String> USUAL_WORDS =
            Set.of("auto", "default", "standard", "standard_only", "on_demand", "global", "");

    /// @param member of the body
    /// @param word as the client wrote it
    public record Tier(String member, String word) {}

    public AskedTiers {
        asked = List.copyOf(asked);
    }

    /// @throws dev.airelay.failure.RelayException with `Malformed` when one is no word
    static AskedTiers of(JsonObject body) {
        var asked = new ArrayList<Tier>(0);
        for (String member : MEMBERS) {
            JsonObject.Value value = body.member(member).orElse(null);
            if (value == null || value.kind() == JsonToken.VALUE_NULL) {
                continue;
            }
            if (value.kind() != JsonToken.VALUE_STRING) {
                throw CallReader.malformed("'" + member + "' must be a string.", member);
            }
            if (!isUsual(value.text())) {
                asked.add(new Tier(member, value.text()));
            }
        }
        return asked.isEmpty() ? USUAL : new AskedTiers(asked);
    }

    /// Whether a tier costs what is usual.
    public static boolean isUsual(String word) {
        return USUAL_WORDS.contains(word);
    }

    static List<String> names() {
        return MEMBERS;
    }
}
