package dev.airelay.local.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/// The models that the demo upstream lists; it answers to any other name just as well.
///
/// Source: https://platform.claude.com/docs/en/api/models/list (2026-11-21); required fields as
/// openai-java 4.100.0 and anthropic-java 3.11.0 validate them.
final class Models {
    private static final List<String> IDS = List.of("demo-large", "demo-small", "demo-embedding");
    private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

    private Models() {}

    static ObjectNode listed(Provider provider) {
        return switch (provider) {
            case OPENAI -> openAi();
            case ANTHROPIC -> anthropic();
        };
    }

    private static ObjectNode openAi() {
        var list = Exchange.object().put("object", "list");
        var data = list.putArray("data");
        for (var id : IDS) {
            data.addObject()
                    .put("id", id)
                    .put("object", "model")
                    .put("created", CREATED.getEpochSecond())
                    .put("owned_by", "demo");
        }
        return list;
    }

    private static ObjectNode anthropic() {
        var list = Exchange.object();
        var data = list.putArray("data");
        for (var id : IDS) {
            data.addObject()
                    .put("type", "model")
                    .put("id", id)
                    .put("display_name", id)
                    .put("created_at", CREATED.toString())
                    .put("lifecycle", "active")
                    .put("max_input_tokens", 200_000)
                    .put("max_tokens", 64_000);
        }
        return list.put("first_id", IDS.getFirst())
                .put("last_id", IDS.getLast())
                .put("has_more", false);
    }
}
