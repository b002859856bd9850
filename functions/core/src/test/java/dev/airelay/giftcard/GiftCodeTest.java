package dev.airelay.giftcard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GiftCodeTest {
    private static final String FORM = "([2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}";

    @Test
    void codesHaveTheirFormUseEverySignAndDiffer() {
        var random = new Random(1);
        var codes = new HashSet<String>();
        var signs = new HashSet<Integer>();
        for (int i = 0; i < 2_000; i++) {
            var text = GiftCode.issue(random).text().reveal();
            assertTrue(text.matches(FORM), text);
            codes.add(text);
            text.replace("-", "").chars().forEach(signs::add);
        }
        assertEquals(2_000, codes.size());
        assertEquals(32, signs.size());
    }

    @Test
    void aCodeIsReadHoweverItIsTyped() {
        var code = GiftCode.issue(new Random(2));
        var text = code.text().reveal();
        for (String typed :
                List.of(
                        text,
                        text.toLowerCase(Locale.ROOT),
                        text.replace("-", ""),
                        text.replace('-', ' '),
                        "  " + text.replace('-', '\u2013') + "\n\u00a0")) {
            assertEquals(Optional.of(code), GiftCode.read(typed));
        }
    }

    @Test
    void aOneAndAnICanOnlyBeAnL() {
        assertEquals(GiftCode.read("LLLL-2222-3333-4444"), GiftCode.read("1iIl222233334444"));
    }

    @Test
    void whatCannotBeACodeIsNone() {
        for (String typed :
                List.of(
                        "",
                        "AAAA-BBBB-CCCC-DDD",
                        "AAAA-BBBB-CCCC-DDDDD",
                        "AAAA-BBBB-CCCC-DDD0",
                        "AAAA-BBBB-CCCC-DDDO",
                        "AAAA-BBBB-CCCC-DDD!",
                        " ".repeat(101))) {
            assertEquals(Optional.empty(), GiftCode.read(typed));
        }
    }

    @Test
    void itPrintsItselfMasked() {
        var code = GiftCode.read("ABCD-EFGH-JKLM-NPQR").orElseThrow();
        assertEquals("****-****-****-NPQR", code.toString());
        assertEquals("NPQR", code.lastFour());
        assertFalse(new GiftCards.NewCard(Cards.card("x"), code).toString().contains("ABCD"));
    }
}
