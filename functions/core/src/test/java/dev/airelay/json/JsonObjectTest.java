package dev.airelay.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {
    private static JsonObject read(String json) {
        return JsonObject.read(json.getBytes(UTF_8));
    }

    private static String slice(String json, String name) {
        JsonObject object = read(json);
        var value = object.member(name).orElseThrow();
        return new String(object.bytes(), value.from(), value.to() - value.from(), UTF_8);
    }

    @Test
    void knowsWhereEachValueStands() {
        String json =
                " { \"ü\" : \"é\\n🙂\" ,\"n\":12 , \"o\":{ \"x\" : [1,2] } , \"t\":true,\"z\":null}\n";
        assertEquals("\"é\\n🙂\"", slice(json, "ü"));
        assertEquals("12", slice(json, "n"));
        assertEquals("{ \"x\" : [1,2] }", slice(json, "o"));
        assertEquals("true", slice(json, "t"));
        assertEquals("null", slice(json, "z"));
        assertEquals("é\n🙂", read(json).text("ü").orElseThrow());
        assertEquals('}', json.getBytes(UTF_8)[read(json).closingBrace()]);
    }

    @Test
    void placesInNestedObjectsArePlacesInTheWholeText() {
        String json = "{\"stream_options\":{\"include_usage\":false}}";
        var nested = read(json).object("stream_options").orElseThrow();
        var value = nested.member("include_usage").orElseThrow();
        assertEquals("false", json.substring(value.from(), value.to()));
        assertEquals('}', json.charAt(nested.closingBrace()));
    }

    @Test
    void numbersThatAreNoWholeNumbersOrTooLongCountAsAbsent() {
        assertEquals(OptionalLong.of(7), read("{\"n\":7}").number("n"));
        assertEquals(OptionalLong.empty(), read("{\"n\":7.5}").number("n"));
        assertEquals(OptionalLong.empty(), read("{\"n\":99999999999999999999}").number("n"));
        assertEquals(OptionalLong.empty(), read("{\"n\":\"7\"}").number("n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "1",
                "{",
                "{\"a\":1}{}",
                "{\"a\":1,\"a\":2}",
                "{\"a\"}",
                "{a:1}",
                "nul",
                "\u0000",
                "{\"a\":\"\u0000\"}"
            })
    void refusesEverythingButOneWellFormedObject(String json) {
        assertThrows(NotJsonException.class, () -> read(json));
    }

    @Test
    void refusesWhatIsNestedWithoutReason() {
        assertThrows(
                NotJsonException.class,
                () -> read("{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}"));
    }

    @Test
    void refusesUtf16() {
        assertThrows(
                NotJsonException.class,
                () ->
                        JsonObject.read(
                                "{\"a\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_16LE)));
    }

    @Test
    void leavesAreCollectedByPath() {
        String object =
                "{\"a\":1,\"d\":{\"b\":2.0,\"c\":\"x\"},\"l\":[{\"n\":4},7],\"m\":-1,\"no\":null,\"t\":true}";
        byte[] text = ("{\"usage\":" + object + ",\"x\":9}").getBytes(UTF_8);

        assertEquals(
                Map.of("a", "1", "d.b", "2.0", "d.c", "x", "l.0.n", "4", "l.1", "7", "m", "-1"),
                JsonLeaves.of(text, 9, text.length));
        assertEquals(Map.of(), JsonLeaves.of(text, 10, text.length));
        assertEquals(Map.of(), JsonLeaves.of(text, 9, 12));
    }

    @Test
    void leavesOfAnEndlessObjectAreNotAllKept() {
        var many = new StringBuilder("{\"a\":0");
        for (int i = 0; i < 2_000; i++) {
            many.append(",\"n").append(i).append("\":[").append(i).append(']');
        }
        byte[] text = many.append(",\"z\":").append("[".repeat(100)).toString().getBytes(UTF_8);

        assertEquals(Map.of(), JsonLeaves.of(text, 0, text.length));
        byte[] closed = (many + "]".repeat(100) + "}").getBytes(UTF_8);
        assertEquals(512, JsonLeaves.of(closed, 0, closed.length).size());
    }

    @Test
    void splicesChangeTheirPlacesOnly() throws IOException {
        byte[] original = "abcdef".getBytes(UTF_8);
        var spliced =
                Spliced.of(
                        original,
                        List.of(
                                new Splice(5, 6, "F!".getBytes(UTF_8)),
                                new Splice(0, 0, ">".getBytes(UTF_8)),
                                new Splice(2, 3, new byte[0])));
        var out = new ByteArrayOutputStream();
        spliced.writeTo(out);
        assertEquals(">abdeF!", out.toString(UTF_8));
        assertEquals(out.size(), spliced.length());
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        Spliced.of(
                                original,
                                List.of(new Splice(0, 3, original), new Splice(2, 4, original))));
    }
}
