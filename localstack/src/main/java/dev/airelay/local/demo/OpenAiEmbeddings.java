package dev.airelay.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.airelay.local.demo.Refusal.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;

/// OpenAI Embeddings: a vector of length one that depends on the text only, as numbers or as base64
/// of little-endian 32-bit floats.
///
/// Source: https://docs.rs/crate/openai-client-base/latest/source/docs/CreateEmbeddingRequest.md,
/// generated from OpenAI's own description (2026-11-21); required fields as openai-java 4.100.0
/// validates them.
final class OpenAiEmbeddings implements Endpoint {
    private static final int DIMENSIONS = 1536;
    private static final int MOST_DIMENSIONS = 3072;

    @Override
    public void answer(JsonNode request, Exchange exchange) throws Refusal, IOException {
        var model = OpenAi.required(request, "model");
        var inputs = inputs(request.path("input"));
        var dimensions = request.path("dimensions").asInt(DIMENSIONS);
        if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
            throw new Refusal(Kind.BAD_REQUEST, "'dimensions' has to be from 1 to 3072.");
        }
        var inBase64 = request.path("encoding_format").asText().equals("base64");
        var list = Exchange.object().put("object", "list");
        var data = list.putArray("data");
        for (var input : inputs) {
            var entry = data.addObject().put("object", "embedding").put("index", data.size() - 1);
            put(entry, vector(input.toString(), dimensions), inBase64);
        }
        var tokens = inputs.stream().mapToInt(Pieces::count).sum();
        list.put("model", model)
                .putObject("usage")
                .put("prompt_tokens", tokens)
                .put("total_tokens", tokens);
        exchange.json(200, list);
    }

    /// One text, one text as token numbers, or an array of either.
    private static List<JsonNode> inputs(JsonNode input) throws Refusal {
        if (input.isEmpty() && !input.isTextual()) {
            throw OpenAi.missing("input");
        }
        var isOne = input.isTextual() || input.path(0).isNumber();
        return isOne ? List.of(input) : input.valueStream().toList();
    }

    private static void put(ObjectNode entry, float[] vector, boolean inBase64) {
        if (inBase64) {
            var bytes = ByteBuffer.allocate(4 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(vector);
            entry.put("embedding", Base64.getEncoder().encodeToString(bytes.array()));
            return;
        }
        var numbers = entry.putArray("embedding");
        for (var number : vector) {
            numbers.add(number);
        }
    }

    private static float[] vector(String text, int dimensions) {
        var numbers = new SplittableRandom(text.hashCode());
        var raw = new double[dimensions];
        double squares = 0;
        for (int at = 0; at < dimensions; at++) {
            raw[at] = numbers.nextGaussian();
            squares += raw[at] * raw[at];
        }
        var vector = new float[dimensions];
        for (int at = 0; at < dimensions; at++) {
            vector[at] = (float) (raw[at] / Math.sqrt(squares));
        }
        return vector;
    }
}
