package dev.airelay.relaying;

import static dev.airelay.relaying.Bodies.CHAT;
import static dev.airelay.relaying.Bodies.MESSAGES;
import static dev.airelay.relaying.Bodies.RESPONSES;
import static dev.airelay.relaying.Bodies.STREAMED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.upstream.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The comments that keep a waiting client, as decoders of all habits read them.
class WaitingDecodersTest {
    private static final String CHUNK =
            "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"},\"finish_reason\":null}]}\n\n";
    private static final String CHAT_STREAM =
            CHUNK
                    + CHUNK
                    + "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
                    + "data: [DONE]\n\n";
    private static final String MESSAGES_STREAM =
            """
            event: message_start
            data: {"type":"message_start","message":{"id":"m","usage":{"input_tokens":3,"output_tokens":1}}}

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

            """;
    private static final String RESPONSES_STREAM =
            """
            event: response.created
            data: {"type":"response.created","response":{"id":"r"}}

            event: response.output_text.delta
            data: {"type":"response.output_text.delta","delta":"Hi"}

            event: response.completed
            data: {"type":"response.completed","response":{"id":"r","usage":{"input_tokens":3,"output_tokens":2}}}

            """;

    @AutoClose private final RelayWorld world = new RelayWorld();

    /// As the standard says: an event with no data is none.
    private static List<String> byTheStandard(String stream) {
        return events(stream, true);
    }

    /// As openai-go did, and openai-python once an event had an id: each blank line ends an event,
    /// whatever came before it.
    private static List<String> atEachBlankLine(String stream) {
        return events(stream, false);
    }

    private static List<String> events(String stream, boolean needsData) {
        String text = stream.startsWith("\uFEFF") ? stream.substring(1) : stream;
        var events = new ArrayList<String>();
        var data = new StringBuilder();
        String type = "";
        boolean any = false;
        for (String queue : text.split("\r\n|\r|\n", -1)) {
            if (queue.isEmpty()) {
                if (any || !needsData) {
                    events.add(type + "|" + data);
                }
                data.setLength(0);
                type = "";
                any = false;
            } else if (queue.startsWith("data:")) {
                data.append(queue.substring(5).strip());
                any = true;
            } else if (queue.startsWith("event:")) {
                type = queue.substring(6).strip();
            } else {
                assertTrue(queue.startsWith(":"), queue);
            }
        }
        // What follows the last line end is no line.
        return needsData ? events : events.subList(0, events.size() - 1);
    }

    static Stream<Arguments> streams() {
        return Stream.of("\n", "\r\n", "\r")
                .flatMap(end ->
                        Stream.of("", "\uFEFF")
                                .flatMap(mark ->
                                        Stream.of(
                                                Arguments.of(
                                                        CHAT,
                                                        mark + CHAT_STREAM.replace("\n", end)),
                                                Arguments.of(
                                                        MESSAGES,
                                                        mark + MESSAGES_STREAM.replace("\n", end)),
                                                Arguments.of(
                                                        RESPONSES,
                                                        mark
                                                                + RESPONSES_STREAM.replace(
                                                                        "\n", end)))));
    }

    /// It waits twice before the first frame, and once before each piece that follows; a piece ends
    /// anywhere, also between a CR and its LF.
    @ParameterizedTest
    @MethodSource("streams")
    void nobodySeesAnythingButTheUpstreamsEvents(String path, String stream) {
        for (int piece : new int[] {7, 60, 89, 200}) {
            world.channel("up" + piece, path.equals(MESSAGES) ? Kind.ANTHROPIC : Kind.OPENAI);
            var comments = new AtomicInteger();
            Cuts waiting =
                    left -> {
                        comments.incrementAndGet();
                        world.pass(Duration.ofSeconds(1 + piece / 8));
                        return Math.min(left, piece);
                    };
            world.upstream()
                    .expect(
                            "up" + piece + ".test",
                            Script.stream(stream)
                                    .cut(waiting)
                                    .onCall(() -> world.pass(Duration.ofSeconds(26))));

            RecordedReply reply = world.post(path, STREAMED).send();
            world.disableChannels();

            assertTrue(reply.text().startsWith(":"), reply::text);
            assertEquals(byTheStandard(stream), byTheStandard(reply.text()));
            assertEquals(atEachBlankLine(stream), atEachBlankLine(reply.text()));
        }
    }
}
