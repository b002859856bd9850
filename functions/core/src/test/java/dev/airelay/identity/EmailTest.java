package dev.airelay.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailTest {
    @Test
    void caseAndBlanksAroundDoNotMatter() {
        var email = Email.parse(" Ada.Lovelace+x@Example.COM ").orElseThrow();
        assertEquals("ada.lovelace+x@example.com", email.text());
        assertEquals("example.com", email.domain());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "@example.com",
                "ada@",
                "ada@example",
                "ada@@example.com",
                "a b@example.com",
                "ada@exa mple.com",
                "ada@example.com\r\nbcc: eve@example.com",
                "\"ada\"@example.com",
                "<ada@example.com>",
                "ada@example.com,eve@example.com"
            })
    void whatIsNoAddressIsNone(String text) {
        assertEquals(Optional.empty(), Email.parse(text));
    }

    @Test
    void aLongOneIsNone() {
        assertEquals(Optional.empty(), Email.parse("a@" + "b".repeat(250) + ".com"));
        assertEquals(Optional.empty(), Email.parse("a".repeat(65) + "@example.com"));
    }
}
