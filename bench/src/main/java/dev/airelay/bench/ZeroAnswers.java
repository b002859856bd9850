package dev.airelay.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.bench.failures.upstream.Author;
import dev.airelay.bench.failures.upstream.Finish;
import dev.airelay.bench.failures.upstream.Frames;
import dev.airelay.bench.failures.wire.Dialect;

/// What the upstream answers, made beforehand: as a stream of twenty pieces, and in one.
///
/// @param stream with its head, each frame a chunk
/// @param whole with its head
@SuppressWarnings("ArrayRecordComponent")
record ZeroAnswers(byte[] stream, byte[] whole) {
    static final String STREAM_HEAD =
            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";
    static final String LAST_CHUNK = "0\r\n\r\n";

    private static final int PIECES = 20;
    private static final ZeroAnswers CHAT = chat();
    private static final ZeroAnswers RESPONSES = framed(Dialect.RESPONSES);
    private static final ZeroAnswers MESSAGES = framed(Dialect.MESSAGES);

    /// @param path that was asked for; Chat Completions when it is of no other dialect
    static ZeroAnswers at(String path) {
        return switch (Dialect.ofPath(path).orElse(Dialect.CHAT)) {
            case CHAT -> CHAT;
            case RESPONSES -> RESPONSES;
            case MESSAGES -> MESSAGES;
        };
    }

    private static ZeroAnswers framed(Dialect dialect) {
        var frames = Frames.of(dialect, new Author("zero", 10, 20));
        var chunks = new StringBuilder(chunk(frames.opening()));
        for (int i = 1; i <= PIECES; i++) {
            chunks.append(chunk(frames.word(i)));
        }
        chunks.append(chunk(frames.closing(PIECES, Finish.STOP) + frames.end(PIECES, Finish.STOP)));
        return new ZeroAnswers(stream(chunks.toString()), whole(frames.whole()));
    }

    private static ZeroAnswers chat() {
        var chunks = new StringBuilder();
        for (int i = 0; i < PIECES; i++) {
            chunks.append(chunk(chatFrame("token" + i)));
        }
        chunks.append(chunk(lastChatFrames()));
        return new ZeroAnswers(
                stream(chunks.toString()),
                whole(
                        "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1700000000,\"model\":\"zero\",\"choices\":"
                                + "[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
                                + "word ".repeat(160)
                                + "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":160,"
                                + "\"total_tokens\":170}}"));
    }

    static String chatFrame(String text) {
        return "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"zero\","
                + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
                + text
                + "\"},\"finish_reason\":null}]}\n\n";
    }

    static String lastChatFrames() {
        return "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{},"
                + "\"finish_reason\":\"stop\"}]}\n\n"
                + "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"choices\":[],\"usage\":"
                + "{\"prompt_tokens\":10,\"completion_tokens\":20,\"total_tokens\":30}}\n\ndata: [DONE]\n\n";
    }

    static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    private static byte[] stream(String chunks) {
        return (STREAM_HEAD + chunks + LAST_CHUNK).getBytes(UTF_8);
    }

    private static byte[] whole(String body) {
        return ("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body)
                .getBytes(UTF_8);
    }
}
