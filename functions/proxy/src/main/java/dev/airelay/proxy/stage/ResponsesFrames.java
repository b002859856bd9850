package dev.airelay.proxy.stage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What upstreams that speak OpenAI's Responses say.
///
/// Source: <https://platform.openai.com/docs/api-reference/responses-streaming> (read 2026-11-27).
final class ResponsesFrames {
    private static final String USAGE =
            "\"usage\":{\"input_tokens\":36,\"input_tokens_details\":{\"cached_tokens\":8},"
                    + "\"output_tokens\":87,\"output_tokens_details\":{\"reasoning_tokens\":12},\"total_tokens\":123}";
    private static final String ITEM =
            "{\"id\":\"msg_1\",\"type\":\"message\",\"status\":\"completed\",\"role\":\"assistant\","
                    + "\"content\":[{\"type\":\"output_text\",\"text\":\"Hello there\",\"annotations\":[]}]}";

    private ResponsesFrames() {}

    static UpstreamReply text(int words) {
        var frames = new ArrayList<String>(start());
        frames.add(
                event(
                        "response.output_item.added",
                        ",\"output_index\":0,\"item\":{\"id\":\"msg_1\",\"type\":\"message\",\"status\":\"in_progress\","
                                + "\"role\":\"assistant\",\"content\":[]}"));
        frames.addAll(
                Collections.nCopies(
                        words,
                        event(
                                "response.output_text.delta",
                                ",\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0,\"delta\":\" word\"")));
        frames.add(event("response.output_item.done", ",\"output_index\":0,\"item\":" + ITEM));
        frames.add(event("response.completed", ",\"response\":" + response("completed", ITEM)));
        return UpstreamReply.stream(frames);
    }

    static UpstreamReply tools() {
        String call =
                "{\"id\":\"fc_1\",\"type\":\"function_call\",\"status\":\"completed\",\"call_id\":\"call_1\","
                        + "\"name\":\"look\",\"arguments\":\"{\\\"a\\\":1}\"}";
        var frames = new ArrayList<String>(start());
        frames.addAll(
                Collections.nCopies(
                        4,
                        event(
                                "response.reasoning_summary_text.delta",
                                ",\"item_id\":\"rs_1\",\"output_index\":0,\"summary_index\":0,\"delta\":\"hm\"")));
        frames.add(event("response.output_item.added", ",\"output_index\":1,\"item\":" + call));
        frames.addAll(
                Collections.nCopies(
                        4,
                        event(
                                "response.function_call_arguments.delta",
                                ",\"item_id\":\"fc_1\",\"output_index\":1,\"delta\":\"{\"")));
        frames.add(event("response.output_item.done", ",\"output_index\":1,\"item\":" + call));
        frames.add(event("response.completed", ",\"response\":" + response("completed", call)));
        return UpstreamReply.stream(frames);
    }

    /// A failure where content should go on.
    static UpstreamReply failing() {
        var frames = new ArrayList<String>(start());
        frames.add(
                event(
                        "response.output_text.delta",
                        ",\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0,\"delta\":\"one\""));
        frames.add(
                event(
                        "response.failed",
                        ",\"response\":{\"id\":\"resp_1\",\"status\":\"failed\","
                                + "\"error\":{\"code\":\"server_error\",\"message\":\"sorry\"}}"));
        return UpstreamReply.stream(frames);
    }

    static UpstreamReply whole() {
        return UpstreamReply.whole(200, response("completed", ITEM));
    }

    private static List<String> start() {
        String begun = ",\"response\":" + response("in_progress", "");
        return List.of(event("response.created", begun), event("response.in_progress", begun));
    }

    private static String response(String status, String output) {
        return "{\"id\":\"resp_1\",\"object\":\"response\",\"created_at\":1700000000,\"status\":\""
                + status
                + "\",\"error\":null,\"model\":\"gpt-5\",\"output\":["
                + output
                + "],\"service_tier\":\"default\","
                + USAGE
                + "}";
    }

    private static String event(String type, String members) {
        return "event: "
                + type
                + "\ndata: {\"type\":\""
                + type
                + "\",\"sequence_number\":1"
                + members
                + "}\n\n";
    }
}
