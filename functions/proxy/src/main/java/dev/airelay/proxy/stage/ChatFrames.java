package dev.airelay.proxy.stage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What upstreams that speak OpenAI's Chat, completions and embeddings say.
///
/// Source: <https://platform.openai.com/docs/api-reference/chat/streaming> (read 2026-11-27).
final class ChatFrames {
    private static final String START =
            "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,"
                    + "\"model\":\"gpt-5\",\"system_fingerprint\":\"fp_1\",";
    private static final String USAGE =
            "\"usage\":{\"prompt_tokens\":19,\"completion_tokens\":10,\"total_tokens\":29,"
                    + "\"prompt_tokens_details\":{\"cached_tokens\":3,\"audio_tokens\":0},"
                    + "\"completion_tokens_details\":{\"reasoning_tokens\":4}}";
    private static final String DONE = "data: [DONE]\n\n";

    private ChatFrames() {}

    static UpstreamReply text(int words) {
        return stream(
                Stream.of(
                        Stream.of(delta("{\"role\":\"assistant\",\"content\":\"\"}", "null")),
                        IntStream.range(0, words)
                                .mapToObj(word ->
                                        delta("{\"content\":\" word" + word + "\"}", "null")),
                        Stream.of(delta("{}", "\"stop\""), usage())));
    }

    /// Thought first, tools at the end, comments in between.
    static UpstreamReply tools() {
        return stream(
                Stream.of(
                        Stream.of(": OPENROUTER PROCESSING\n\n"),
                        Stream.of(delta("{\"role\":\"assistant\",\"content\":null}", "null")),
                        Collections.nCopies(
                                4, delta("{\"reasoning_content\":\"hm \\u00e4\"}", "null"))
                                .stream(),
                        Stream.of(": keep-alive\n\n"),
                        Stream.of(
                                delta(
                                        "{\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\","
                                                + "\"function\":{\"name\":\"look\",\"arguments\":\"\"}}]}",
                                        "null")),
                        Collections.nCopies(
                                4,
                                delta(
                                        "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{\\\"a\\\":\"}}]}",
                                        "null"))
                                .stream(),
                        Stream.of(delta("{}", "\"tool_calls\""), usage())));
    }

    /// Frames far above the size of a buffer.
    static UpstreamReply big() {
        String text = "many words ".repeat(4_000);
        return stream(
                Stream.of(
                        Stream.of(delta("{\"content\":\"" + text + "\"}", "null")),
                        Stream.of(delta("{}", "\"length\""), usage())));
    }

    /// An error where content should go on.
    static UpstreamReply failing() {
        return UpstreamReply.stream(
                List.of(
                        delta("{\"content\":\"one\"}", "null"),
                        "data: {\"error\":{\"message\":\"overloaded\",\"type\":\"server_error\",\"code\":500}}\n\n"));
    }

    static UpstreamReply whole() {
        return UpstreamReply.whole(
                200,
                "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1700000000,\"model\":\"gpt-5\","
                        + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hello there\"},"
                        + "\"finish_reason\":\"stop\"}],"
                        + USAGE
                        + "}");
    }

    static UpstreamReply completions(int words) {
        String frame =
                "data: {\"id\":\"cmpl-1\",\"object\":\"text_completion\",\"created\":1,\"model\":\"gpt-5\","
                        + "\"choices\":[{\"index\":0,\"text\":\" word\",\"logprobs\":null,\"finish_reason\":null}]}\n\n";
        return stream(Stream.of(Collections.nCopies(words, frame).stream(), Stream.of(usage())));
    }

    static UpstreamReply completion() {
        return UpstreamReply.whole(
                200,
                "{\"id\":\"cmpl-1\",\"object\":\"text_completion\",\"model\":\"gpt-5\","
                        + "\"choices\":[{\"index\":0,\"text\":\"Hello\",\"finish_reason\":\"stop\"}],"
                        + USAGE
                        + "}");
    }

    static UpstreamReply embedding() {
        return UpstreamReply.whole(
                200,
                "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":["
                        + String.join(",", Collections.nCopies(256, "-0.0123456"))
                        + "]}],\"model\":\"gpt-5\",\"usage\":{\"prompt_tokens\":5,\"total_tokens\":5}}");
    }

    private static UpstreamReply stream(Stream<Stream<String>> frames) {
        var all = new ArrayList<String>(frames.flatMap(part -> part).toList());
        all.add(DONE);
        return UpstreamReply.stream(all);
    }

    private static String delta(String delta, String finish) {
        return "data: "
                + START
                + "\"choices\":[{\"index\":0,\"delta\":"
                + delta
                + ",\"logprobs\":null,\"finish_reason\":"
                + finish
                + "}]}\n\n";
    }

    private static String usage() {
        return "data: " + START + "\"choices\":[]," + USAGE + "}\n\n";
    }
}
