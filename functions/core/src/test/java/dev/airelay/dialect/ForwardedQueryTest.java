package dev.airelay.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardedQueryTest {
    private static final String KEY = "sk-relay-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijkl";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key=1",
                "key",
                "KEY=1",
                "api_key=1",
                "api-key=1",
                "apiKey=1",
                "access_token=1",
                "token=1",
                "Authorization=Bearer%20x",
                "x-api-key=1",
                "x_goog_api_key=1",
                "auth=1",
                "secret=1",
                "client-secret=1",
                "subscription-key=1",
                "%6bey=1",
                "%6Bey=1",
                "%256bey=1",
                "%25256bey=1",
                "a%70i_%6bey=1",
                "key%5B%5D=1",
                "key[]=1",
                "k+e+y=1",
                "foo=" + KEY,
                "foo=Bearer%20" + KEY,
                "foo=sk%2Drelay%2D0123",
                "foo=sk%252Drelay%252D0123",
                KEY,
                "v=1;key=2",
                "%2525252525252541=1"
            })
    void credentialsStayBehindHoweverTheyAreSpelled(String parameter) {
        assertEquals("", ForwardedQuery.of(parameter));
        assertEquals("a=1&b=2", ForwardedQuery.of("a=1&" + parameter + "&b=2"));
    }

    @Test
    void everythingElseTravelsAsItWasSent() {
        String query = "api-version=2024-10-21&beta=true&keyword=k&b=%20+%C3%A9&c&d=a;e=b&tokens=5";
        assertEquals(query, ForwardedQuery.of(query));
        assertEquals("a=1&b=2", ForwardedQuery.of("&a=1&&b=2&"));
        assertEquals("", ForwardedQuery.of(""));
    }
}
