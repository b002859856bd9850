package dev.airelay.bench.environments;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.airelay.bench.failures.wire.Dialect;
import dev.airelay.bench.failures.wire.Mode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CaseTest {
    static List<Case> everyCase() {
        return Case.of(List.of(Dialect.values()), List.of(Mode.values()));
    }

    @ParameterizedTest
    @MethodSource("everyCase")
    void aRequestIsWhole(Case one) throws Exception {
        String[] parts = new String(one.request(80, "k"), UTF_8).split("\r\n\r\n", 2);
        assertTrue(parts[0].startsWith("POST /v1" + one.dialect().path() + " HTTP/1.1\r\n"));
        assertTrue(parts[0].contains("content-length: " + parts[1].length() + "\r\n"));
        var body = new ObjectMapper().readTree(parts[1]);
        assertEquals(one.mode() == Mode.STREAM, body.path("stream").asBoolean());
        assertTrue(parts[1].contains("Hello"));
    }
}
