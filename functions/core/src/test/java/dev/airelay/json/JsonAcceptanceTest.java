package dev.airelay.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is taken for JSON, and how much of what is not has to be read.
class JsonAcceptanceTest {
    private static final String[] SEEDS = {
        "{\"a\":[1,-2.5e+3,0,{\"b\":\"c\\n\\u00e9\\\\\"},[],{}],\"t\":true,\"f\":false,\"z\":null}",
        " { \"k\" : { \"x\" : [ [ ] , { } , \"\" ] } , \"n\" : -0 , \"e\":1E5 } \n",
        "{\"s\":\"\\ud83d\\ude00 \\ud800 \\/\",\"d\":{\"d\":{\"d\":[[[1]]]}}}"
    };

    private static boolean taken(byte[] text) {
        try {
            var _ = JsonObject.read(text);
            return true;
        } catch (NotJsonException e) {
            return false;
        }
    }

    /// By a parser that nobody here wrote; names that come twice are refused as well.
    private static boolean takenElsewhere(byte[] text) {
        try (JsonParser parser =
                JsonFactory.builder()
                        .disable(JsonFactory.Feature.CHARSET_DETECTION)
                        .build()
                        .createParser(text)) {
            var names = new java.util.HashSet<String>();
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                if (!names.add(parser.currentName())) {
                    return false;
                }
                parser.nextToken();
                parser.skipChildren();
            }
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void agreesWithAnotherParserOnWhateverBecomesOfATextThatIsChanged() {
        var random = new Random(20261127);
        String alphabet = "{}[]\",:\\ \n\t0123456789.eE+-truefalsnabu/\u0001";
        int taken = 0;
        for (int round = 0; round < 60_000; round++) {
            var text = new StringBuilder(SEEDS[random.nextInt(SEEDS.length)]);
            for (int change = random.nextInt(4); change >= 0; change--) {
                int at = random.nextInt(text.length());
                char with = alphabet.charAt(random.nextInt(alphabet.length()));
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, with);
                    case 1 -> text.insert(at, with);
                    default -> text.deleteCharAt(at);
                }
            }
            byte[] bytes = text.toString().getBytes(UTF_8);
            assertEquals(takenElsewhere(bytes), taken(bytes), text::toString);
            taken += taken(bytes) ? 1 : 0;
        }
        assertTrue(taken > 5_000, "the changes left some texts whole");
    }

    @Test
    void textsAreDecodedAsAnotherParserDecodesThem() throws IOException {
        for (String seed : SEEDS) {
            JsonObject object = JsonObject.read(seed.getBytes(UTF_8));
            try (JsonParser parser = new JsonFactory().createParser(seed)) {
                parser.nextToken();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    var value = object.member(parser.currentName()).orElseThrow();
                    assertEquals(parser.nextToken(), value.kind());
                    if (value.kind().isScalarValue() && !value.text().isEmpty()) {
                        assertEquals(parser.getText(), value.text());
                    }
                    parser.skipChildren();
                }
            }
        }
    }

    @Test
    void onlyProperUtf8IsText() {
        for (int[] wrong :
                new int[][] {
                    {0xC0, 0x80},
                    {0xE0, 0x80, 0x80},
                    {0xED, 0xA0, 0x80},
                    {0xF0, 0x80, 0x80, 0x80},
                    {0xF4, 0x90, 0x80, 0x80},
                    {0xF8, 0x88, 0x80, 0x80},
                    {0x80},
                    {0xE2, 0x82},
                    {0xFF}
                }) {
            var text = new byte[8 + wrong.length];
            System.arraycopy("{\"a\":\"".getBytes(UTF_8), 0, text, 0, 6);
            for (int i = 0; i < wrong.length; i++) {
                text[6 + i] = (byte) wrong[i];
            }
            text[6 + wrong.length] = '"';
            text[7 + wrong.length] = '}';
            assertTrue(!taken(text), () -> Integer.toHexString(wrong[0]));
        }
        assertTrue(taken("{\"a\":\"é€🙂\u007f\"}".getBytes(UTF_8)));
    }

    private static String why(String json) {
        return assertThrows(NotJsonException.class, () -> JsonObject.read(json.getBytes(UTF_8)))
                .explanation();
    }

    private static String members(int count) {
        var json = new StringBuilder("{");
        for (int i = 0; i < count; i++) {
            json.append(i == 0 ? "" : ",").append("\"m").append(i).append("\":").append(i);
        }
        return json.toString();
    }

    /// What follows is no JSON at all, and nobody has looked at it.
    @Test
    void aBodyOfManyMembersIsRefusedWhereTheyBecomeTooMany() {
        assertTrue(taken((members(256) + "}").getBytes(UTF_8)));
        assertEquals(
                "The body has more than 256 members.", why(members(257) + ",,,]" + "x".repeat(99)));
    }

    @Test
    void aBodyNestedTooDeepIsRefusedWhereItBecomesSo() {
        assertTrue(taken(("{\"a\":" + "[".repeat(999) + "]".repeat(999) + "}").getBytes(UTF_8)));
        String deep = "The body is nested more than 1,000 deep.";
        assertEquals(deep, why("{\"a\":" + "[".repeat(1_000) + "???"));
        assertEquals(deep, why("{\"a\":".repeat(1_001) + "???"));
        assertEquals(deep, why("{\"a\":" + "[{\"b\":".repeat(500) + "???"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.", "0.", "-1", "1e"})
    void numbersAreRefusedBeyondAThousandCharacters(String begin) {
        String longest = begin + "1".repeat(1_000 - begin.length());
        assertTrue(taken(("{\"a\":[" + longest + "]}").getBytes(UTF_8)));
        assertEquals(
                "A number has more than 1,000 digits.", why("{\"a\":[" + longest + "1" + "]}"));
    }

    @Test
    void largeHonestBodiesAreTaken() {
        String numbers = "12345,".repeat(1_000_000) + "1";
        String turn = "{\"role\":\"user\",\"content\":\"" + "lorem ".repeat(90) + "\"},";
        String file = "QUJD".repeat(1_500_000);
        for (String member :
                new String[] {
                    "\"input\":[" + numbers + "]",
                    "\"messages\":[" + turn.repeat(10_000) + "{}]",
                    "\"input\":\"data:image/png;base64," + file + "\""
                }) {
            assertTrue(taken(("{\"model\":\"m\"," + member + "}").getBytes(UTF_8)));
        }
    }

    @Test
    void namesBelowTheTopAreNeitherCountedNorKept() {
        var tools = members(450_000) + "}";
        assertTrue(
                taken(("{\"tools\":[" + tools + "],\"metadata\":" + tools + "}").getBytes(UTF_8)));
    }

    @Test
    void aParserBelowAMemberEndsWithItHoweverLargeItIs() throws IOException {
        for (int count : new int[] {1, 700, 5_000}) {
            String tools = "[" + members(count) + "}]";
            JsonObject body =
                    JsonObject.read(("{\"tools\":" + tools + ",\"z\":{}}").getBytes(UTF_8));
            int tokens = 0;
            try (JsonParser parser = body.parser(body.member("tools").orElseThrow())) {
                while (parser.nextToken() != null) {
                    tokens++;
                }
            }
            assertEquals(2 * count + 4, tokens);
        }
    }

    @Test
    void aDoubledNameIsShownInPartOnly() {
        String name = "n".repeat(100_000);
        assertEquals(
                "The member '" + "n".repeat(64) + "' is given twice.",
                why("{\"" + name + "\":1,\"" + name + "\":2}"));
        assertEquals("The member 'ab' is given twice.", why("{\"ab\":1,\"a\\u0062\":2}"));
    }
}
