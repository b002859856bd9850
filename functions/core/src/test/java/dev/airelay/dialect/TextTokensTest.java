package dev.airelay.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Expected counts are those of o200k_base.
class TextTokensTest {
    private static long of(String text) {
        var tokens = new TextTokens();
        byte[] bytes = text.getBytes(UTF_8);
        tokens.add(bytes, 0, bytes.length);
        return tokens.tokens();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\udc00",
                "a\\udc00b",
                "\\ud83d\\udc00\\udc00",
                "\\udfff\\udfff",
                "\\ud83d\\u0061\\udc00",
                "\\ud83d\\ud83d\\udc00"
            })
    void aHalfOfAPairIsTakenForWhatItIs(String text) {
        assertTrue(of(text) > 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            textBlock =
                    """
                    33|All human beings are born free and equal in dignity and rights. They are endowed with reason and conscience and should act towards one another in a spirit of brotherhood.
                    38|Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft und Gewissen begabt und sollen einander im Geist der Brüderlichkeit begegnen.
                    41|Tous les êtres humains naissent libres et égaux en dignité et en droits. Ils sont doués de raison et de conscience et doivent agir les uns envers les autres dans un esprit de fraternité.
                    38|Todos los seres humanos nacen libres e iguales en dignidad y derechos y, dotados como están de razón y conciencia, deben comportarse fraternalmente los unos con los otros.
                    41|Все люди рождаются свободными и равными в своем достоинстве и правах. Они наделены разумом и совестью и должны поступать в отношении друг друга в духе братства.
                    35|人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待。
                    72|すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。人間は、理性と良心とを授けられており、互いに同胞の精神をもって行動しなければならない。
                    51|모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다. 인간은 천부적으로 이성과 양심을 부여받았으며 서로 형제애의 정신으로 행동하여야 한다.
                    43|يولد جميع الناس أحراراً متساوين في الكرامة والحقوق. وقد وهبوا عقلاً وضميراً وعليهم أن يعامل بعضهم بعضاً بروح الإخاء.
                    54|सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है। उन्हें बुद्धि और अन्तरात्मा की देन प्राप्त है और परस्पर उन्हें भाईचारे के भाव से बर्ताव करना चाहिए।
                    45|    private void add(byte[] text, int from, int to) { for (int at = from; at < to; at++) { if (escaped > 0) { escape(text[at]); } } }
                    42|def add(self, text: bytes, start: int = 0) -> int:     for byte in text[start:]:         self.cost += COSTS.get(byte, 0)     return self.cost
                    54|{"id": 4711, "name": "alpha", "price": 0.25, "tags": ["x", "y"], "created_at": "2026-11-27T10:00:00Z", "ok": true}
                    66|WVhvPzs3Ojg2NTQzMjEwLy4tLCsqKSgnJiUkIyIhIB8eHRwbGhkYFxYVFBMSERAPDg0MCwoJCAcGBQQDAgEA9f7Kq0XwT1mZ
                    """)
    void ordinaryTextIsNearItsCount(long counted, String text) {
        double ratio = (double) of(text) / counted;

        assertTrue(ratio >= 0.9 && ratio <= 1.3, of(text) + " for " + counted + ": " + text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            textBlock =
                    """
                    50|qzxkvjwpbtmhgfqyxldzrkcnvwjqsxpthbgmzfkqwyvnrtdlxcbzjq xkq vwz jqx zzq pfw kqj bvx wqk
                    59|kA9f!x2#Lq$0z^Wm&7*Vb(3)Ty_8+Ru-1=Jg{5}Hd[4]Cs:6;Np<9>Ek,2.Xo?0/Zi~
                    60|🦄🧿🪐🦚🧶🫠🪬🦑🧫🪆🦴🧉🪁🦩🧲🪤🦪🧁🪂🦥
                    77|ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ ᠮᠣᠩᠭᠣᠯ ꆈꌠꁱꂷ ⴰⵎⴰⵣⵉⵖ
                    21|0123456789314159265358979323846264338327950288419716939937510
                    """)
    void noiseIsNotBelowItsCountByMuch(long counted, String text) {
        assertTrue(of(text) >= 0.75 * counted, of(text) + " for " + counted + ": " + text);
    }

    @Test
    void nothingIsNothing() {
        assertEquals(0, of(""));
    }

    @Test
    void escapesAreWhatTheyStandFor() {
        assertEquals(
                of("a\nb\"c/ é 😀 \u0001"), of("a\\nb\\\"c\\/ \\u00e9 \\uD83D\\ude00 \\u0001"));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a", "-", "\\n", "0"})
    void runsOfOneCharacterAreCheap(String character) {
        assertTrue(of(character.repeat(3_000)) <= 1_010);
    }

    @Test
    void aTextMayBeCutAnywhere() {
        byte[] text =
                "Grüße, 世界! \\u00e9\\n\\\"x\\\" 12345  𝒳 \\ud83d\\ude00 привет".getBytes(UTF_8);
        var whole = new TextTokens();
        whole.add(text, 0, text.length);
        var random = new SplittableRandom(9);
        for (int round = 0; round < 200; round++) {
            var pieces = new TextTokens();
            int from = 0;
            while (from < text.length) {
                int to = from + 1 + random.nextInt(Math.min(5, text.length - from));
                pieces.add(text, from, to);
                from = to;
            }
            assertEquals(whole.tokens(), pieces.tokens());
        }
    }

    @Test
    void brokenTextIsSurvived() {
        var random = new SplittableRandom(11);
        byte[] text = new byte[10_000];
        random.nextBytes(text);
        var tokens = new TextTokens();

        tokens.add(text, 0, text.length);

        assertTrue(tokens.tokens() > 0 && tokens.tokens() < 40_000, tokens.tokens() + " tokens");
    }
}
