package dev.airelay.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseParserTest {
    private record Seen(String event, String data) {}

    private static final byte[] MESSAGE = "message".getBytes(UTF_8);

    /// Feeds the text in pieces of the given sizes and checks that the raw frames are the input.
    private static List<Seen> parse(byte[] input, Iterable<Integer> cuts) throws IOException {
        var seen = new ArrayList<Seen>();
        var raw = new ByteArrayOutputStream();
        var parser = new SseParser();
        int from = 0;
        for (int cut : cuts) {
            parser.feed(
                    input,
                    from,
                    cut - from,
                    frame -> {
                        raw.write(frame.raw(), frame.rawFrom(), frame.rawTo() - frame.rawFrom());
                        if (frame.hasData()) {
                            seen.add(
                                    new Seen(
                                            frame.eventIs(MESSAGE) ? "message" : "",
                                            frame.dataText()));
                        }
                    });
            from = cut;
        }
        raw.write(input, input.length - parser.rest(), parser.rest());
        assertArrayEquals(input, raw.toByteArray());
        return seen;
    }

    private static List<Seen> whole(String text) throws IOException {
        byte[] input = text.getBytes(UTF_8);
        return parse(input, List.of(input.length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void endsLinesWithAnyOfTheThreeEnds(String end) throws IOException {
        String text =
                ": hi"
                        + end
                        + end
                        + "event: message"
                        + end
                        + "data: {\"a\":1}"
                        + end
                        + end
                        + "data:x"
                        + end
                        + "data: y"
                        + end
                        + "data"
                        + end
                        + end;
        List<Seen> expected = List.of(new Seen("message", "{\"a\":1}"), new Seen("", "x\ny\n"));
        assertEquals(expected, whole(text));
        assertEquals(expected, byteAtATime(text));
    }

    private static List<Seen> byteAtATime(String text) throws IOException {
        byte[] input = text.getBytes(UTF_8);
        var cuts = new ArrayList<Integer>();
        for (int i = 1; i <= input.length; i++) {
            cuts.add(i);
        }
        return parse(input, cuts);
    }

    @Test
    void takesTheByteOrderMarkForNoPartOfTheFirstLine() throws IOException {
        assertEquals(List.of(new Seen("", "1")), whole("\uFEFFdata: 1\n\n"));
        assertEquals(List.of(new Seen("", "1")), byteAtATime("\uFEFFdata: 1\n\n"));
    }

    @Test
    void stripsOneSpaceOnlyAndKnowsOnlyWholeFieldNames() throws IOException {
        assertEquals(List.of(new Seen("", " two")), whole("data:  two\ndatas: no\nid: 3\n\n"));
    }

    @Test
    void keepsAFrameBackUntilItsBlankLine() throws IOException {
        assertEquals(List.of(), whole("data: half\n"));
        assertEquals(List.of(new Seen("", "half")), whole("data: half\n\n"));
    }

    @Test
    void survivesRandomCutsAndFramesLargerThanItsFirstBuffer() throws IOException {
        var random = new SplittableRandom(42);
        var text = new StringBuilder();
        var expected = new ArrayList<Seen>();
        for (int i = 0; i < 60; i++) {
            String data = "é🙂x".repeat(random.nextInt(3000));
            expected.add(new Seen("", data));
            text.append("data: ").append(data).append(i % 2 == 0 ? "\r\n\r\n" : "\n\n");
        }
        byte[] input = text.toString().getBytes(UTF_8);
        var cuts = new ArrayList<Integer>();
        for (int at = 0; at < input.length; ) {
            at = Math.min(input.length, at + 1 + random.nextInt(5000));
            cuts.add(at);
        }
        assertEquals(expected, parse(input, cuts));
    }

    @Test
    void refusesAFrameWithoutEnd() {
        var parser = new SseParser();
        byte[] piece = new byte[1024 * 1024];
        assertThrows(
                FrameTooLargeException.class,
                () -> {
                    for (int i = 0; i < 17; i++) {
                        parser.feed(piece, 0, piece.length, _ -> {});
                    }
                });
    }
}
