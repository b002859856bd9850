package dev.airelay.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Models as OpenAI lists them. Source: https://platform.openai.com/docs/api-reference/models (read
/// 2026-11-21).
public final class OpenAiModels {
    private OpenAiModels() {}

    public static byte[] list(List<String> models) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.put("object", "list");
        ArrayNode data = list.putArray("data");
        models.forEach(model -> data.add(object(model)));
        return list.toString().getBytes(UTF_8);
    }

    public static byte[] one(String model) {
        return object(model).toString().getBytes(UTF_8);
    }

    private static ObjectNode object(String model) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("id", model);
        object.put("object", "model");
        object.put("created", 0);
        object.put("owned_by", "relay");
        return object;
    }
}
