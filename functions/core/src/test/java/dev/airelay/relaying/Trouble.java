package dev.airelay.relaying;

/// What an upstream says instead of an answer, in the words of the dialect in which it was asked.
///
/// @param status of its answer; 200 when the error stands inside
/// @param word its name for the error: a code where the dialect has codes, else a type
record Trouble(int status, String word, String message) {
    Script script(Order order) {
        if (status != 200) {
            return Script.json(status, body(order));
        }
        return order.streamed() ? Script.stream(event(order)) : Script.json(200, body(order));
    }

    private String body(Order order) {
        String words = "\"message\":\"" + message + "\"";
        return switch (order) {
            case MESSAGES_WHOLE, MESSAGES_STREAMED ->
                    "{\"type\":\"error\",\"error\":{\"type\":\"" + word + "\"," + words + "}}";
            case CHAT_WHOLE, CHAT_STREAMED, RESPONSES_WHOLE, RESPONSES_STREAMED ->
                    "{\"error\":{"
                            + words
                            + ",\"type\":null,\"param\":null,\"code\":\""
                            + word
                            + "\"}}";
        };
    }

    private String event(Order order) {
        return switch (order) {
            case CHAT_WHOLE, CHAT_STREAMED -> "data: " + body(order) + "\n\n";
            case MESSAGES_WHOLE, MESSAGES_STREAMED -> "event: error\ndata: " + body(order) + "\n\n";
            case RESPONSES_WHOLE, RESPONSES_STREAMED ->
                    "event: response.failed\ndata: {\"type\":\"response.failed\",\"sequence_number\":0,\"response\":{\"id\":\"r\",\"object\":\"response\",\"status\":\"failed\",\"error\":{\"code\":\""
                            + word
                            + "\",\"message\":\""
                            + message
                            + "\"}}}\n\n";
        };
    }
}
