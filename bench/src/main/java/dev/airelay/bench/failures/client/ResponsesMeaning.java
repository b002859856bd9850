package dev.airelay.bench.failures.client;

import com.fasterxml.jackson.databind.JsonNode;

/// OpenAI Responses: complete with `response.completed` or `response.incomplete`.
record ResponsesMeaning() implements Meaning {
    @Override
    public void event(JsonNode data, Answer answer) {
        JsonNode response = data.path("response");
        switch (data.path("type").asText()) {
            case "response.output_text.delta" -> answer.content(data.path("delta").asText(""));
            case "response.completed", "response.incomplete" -> {
                end(response, answer);
                answer.properEnd();
            }
            case "response.failed" ->
                    answer.fault(
                            response.path("error").path("code").asText(""),
                            response.path("error").path("message").asText(""));
            case "error" -> {
                if (!Meaning.openAiFault(data, answer)) {
                    answer.fault(data.path("code").asText(""), data.path("message").asText(""));
                }
            }
            default -> {}
        }
    }

    @Override
    public void done(Answer answer) {
        answer.nonsense("[DONE]");
    }

    @Override
    public void whole(JsonNode body, Answer answer) {
        if (Meaning.openAiFault(body, answer)) {
            return;
        }
        for (JsonNode item : body.path("output")) {
            for (JsonNode part : item.path("content")) {
                answer.content(part.path("text").asText(""));
            }
        }
        end(body, answer);
        if (!answer.finishReason().isEmpty()) {
            answer.properEnd();
        }
    }

    private static void end(JsonNode response, Answer answer) {
        String incomplete = response.path("incomplete_details").path("reason").asText("");
        answer.finish(incomplete.isEmpty() ? response.path("status").asText("") : incomplete);
        answer.model(response.path("model").asText(""));
        answer.usage(
                response.path("usage").path("input_tokens").asInt(),
                response.path("usage").path("output_tokens").asInt());
    }
}
