package dev.airelay.local.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Whose manners an endpoint has: where the key is, how errors look.
///
/// Source: https://platform.claude.com/docs/en/api/errors (2026-11-21); OpenAI's as openai-java
/// 4.100.0 reads them.
enum Provider {
    OPENAI("x-request-id") {
        @Override
        ObjectNode error(Refusal refusal, String requestId) {
            var body = JsonNodeFactory.instance.objectNode();
            body.putObject("error")
                    .put("message", refusal.reason())
                    .put("type", "invalid_request_error")
                    .putNull("param")
                    .putNull("code");
            return body;
        }
    },
    ANTHROPIC("request-id") {
        @Override
        ObjectNode error(Refusal refusal, String requestId) {
            var type =
                    switch (refusal.kind()) {
                        case BAD_REQUEST, WRONG_METHOD -> "invalid_request_error";
                        case NO_KEY -> "authentication_error";
                        case NOT_FOUND -> "not_found_error";
                    };
            var body = JsonNodeFactory.instance.objectNode().put("type", "error");
            body.putObject("error").put("type", type).put("message", refusal.reason());
            return body.put("request_id", requestId);
        }
    };

    private final String requestIdField;

    Provider(String requestIdField) {
        this.requestIdField = requestIdField;
    }

    String requestIdField() {
        return requestIdField;
    }

    abstract ObjectNode error(Refusal refusal, String requestId);
}
