package dev.airelay.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JsonScanTest {
    private static List<String> members(String json) {
        byte[] text = json.getBytes(UTF_8);
        var found = new ArrayList<String>();
        JsonScan.members(
                text,
                0,
                text.length,
                (t, from, to, value, depth) ->
                        found.add(
                                depth
                                        + ":"
                                        + new String(t, from, to - from, UTF_8)
                                        + "="
                                        + (char) t[value]));
        return found;
    }

    @Test
    void namesEachMemberWithItsDepthAndTheStartOfItsValue() {
        assertEquals(
                List.of("1:a=1", "1:b={", "2:c=[", "4:d=\"", "1:e=n"),
                members("{\"a\":1, \"b\" : {\"c\":[{\"d\":\"x\"}, \"nokey\"]},\"e\":null}"));
    }

    @Test
    void isNotFooledByWhatStandsInsideStrings() {
        assertEquals(
                List.of("1:text=\"", "1:usage={"),
                members("{\"text\":\"\\\"usage\\\": {\\\\\",\"usage\":{}}"));
    }

    @Test
    void readsNothingOutsideTheRangeOfBrokenText() {
        var random = new SplittableRandom(7);
        byte[] alphabet = "{}[]\":,\\a1 ".getBytes(UTF_8);
        int seen = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] text = new byte[random.nextInt(24)];
            for (int i = 0; i < text.length; i++) {
                text[i] = alphabet[random.nextInt(alphabet.length)];
            }
            var count = new int[1];
            JsonScan.members(
                    text,
                    0,
                    text.length,
                    (t, from, to, value, depth) -> {
                        assertTrue(from <= to && to < value && value < t.length);
                        count[0]++;
                    });
            seen += count[0];
        }
        assertTrue(seen > 0);
    }
}
