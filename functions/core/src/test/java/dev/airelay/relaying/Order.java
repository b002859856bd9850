package dev.airelay.relaying;

import static dev.airelay.relaying.Bodies.CHAT;
import static dev.airelay.relaying.Bodies.MESSAGES;
import static dev.airelay.relaying.Bodies.RESPONSES;

import dev.airelay.upstream.Kind;
import java.util.stream.Stream;

/// A request of one dialect, and its proper answer.
enum Order {
    CHAT_WHOLE(
            CHAT,
            """
            {"id":"c","object":"chat.completion","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}\
            """),
    CHAT_STREAMED(
            CHAT,
            """
            data: {"id":"c","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"role":"assistant","content":"Hi"},"finish_reason":null}]}

            data: {"id":"c","object":"chat.completion.chunk","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

            data: {"id":"c","object":"chat.completion.chunk","choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}

            data: [DONE]

            """),
    MESSAGES_WHOLE(
            MESSAGES,
            """
            {"id":"msg","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"Hi"}],"stop_reason":"end_turn","usage":{"input_tokens":3,"output_tokens":2}}\
            """),
    MESSAGES_STREAMED(
            MESSAGES,
            """
            event: message_start
            data: {"type":"message_start","message":{"id":"msg","type":"message","role":"assistant","model":"m","content":[],"usage":{"input_tokens":3,"output_tokens":1}}}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hi"}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":0}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":2}}

            event: message_stop
            data: {"type":"message_stop"}

            """),
    RESPONSES_WHOLE(
            RESPONSES,
            """
            {"id":"resp","object":"response","status":"completed","model":"m","output":[{"type":"message","id":"msg","role":"assistant","status":"completed","content":[{"type":"output_text","text":"Hi"}]}],"usage":{"input_tokens":3,"output_tokens":2,"total_tokens":5}}\
            """),
    RESPONSES_STREAMED(
            RESPONSES,
            """
            event: response.created
            data: {"type":"response.created","sequence_number":0,"response":{"id":"resp","object":"response","status":"in_progress","output":[]}}

            event: response.output_text.delta
            data: {"type":"response.output_text.delta","sequence_number":1,"item_id":"msg","output_index":0,"content_index":0,"delta":"Hi"}

            event: response.completed
            data: {"type":"response.completed","sequence_number":2,"response":{"id":"resp","object":"response","status":"completed","output":[],"usage":{"input_tokens":3,"output_tokens":2,"total_tokens":5}}}

            """);

    private final String path;
    private final String answer;

    Order(String path, String answer) {
        this.path = path;
        this.answer = answer;
    }

    static Stream<Order> all() {
        return Stream.of(values());
    }

    String path() {
        return path;
    }

    String answer() {
        return answer;
    }

    boolean streamed() {
        return name().endsWith("STREAMED");
    }

    Kind kind() {
        return path.equals(MESSAGES) ? Kind.ANTHROPIC : Kind.OPENAI;
    }

    String body() {
        return streamed() ? Bodies.STREAMED : Bodies.WHOLE;
    }

    Script good() {
        return streamed() ? Script.stream(answer) : Script.json(200, answer);
    }
}
