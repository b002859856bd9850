package dev.airelay.verdict;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.airelay.failure.UpstreamFault.UpstreamRefused;
import dev.airelay.http.Headers;
import dev.airelay.upstream.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies of refusals that go to the client as they came, and those that do not.
class PassedBodiesTest {
    private static byte[] passed(Kind kind, String body) {
        var fault =
                VerdictTest.reader(kind, "{}")
                        .ofAnswer(400, Headers.none(), body.getBytes(UTF_8))
                        .failure();
        return ((UpstreamRefused) fault).refusal().body();
    }

    private static String anthropic(String id) {
        return "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"bad\"},\"request_id\":"
                + id
                + "}";
    }

    private static String openAi(String id) {
        return "{\"error\":{\"message\":\"bad\",\"type\":\"invalid_request_error\"},\"request_id\":"
                + id
                + "}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"req_011\"", "null", "\"\"", "17"})
    void anIdOfTheRequestPasses(String id) {
        assertArrayEquals(anthropic(id).getBytes(UTF_8), passed(Kind.ANTHROPIC, anthropic(id)));
        assertArrayEquals(openAi(id).getBytes(UTF_8), passed(Kind.OPENAI, openAi(id)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"host\":\"10.0.0.1\"}",
                "{\"a\":{\"key\":\"sk-secret-0123456789\"}}",
                "[\"sk-secret-0123456789\"]",
                "[[{\"x\":\"org-AbC123\"}]]",
                "\"sk-secret-0123456789\"",
                "12345678901234567890"
            })
    void nothingElsePassesInItsPlace(String id) {
        assertArrayEquals(new byte[0], passed(Kind.ANTHROPIC, anthropic(id)));
        assertArrayEquals(new byte[0], passed(Kind.OPENAI, openAi(id)));
    }
}
