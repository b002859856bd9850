package dev.airelay.bench.environments;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.bench.failures.wire.Dialect;
import dev.airelay.bench.failures.wire.Mode;
import java.util.List;

/// One kind of request.
record Case(Dialect dialect, Mode mode) {
    /// Before any other request is measured.
    static final Case FIRST = new Case(Dialect.CHAT, Mode.STREAM);

    private static final String SYSTEM = "You are a helpful assistant. ".repeat(20);

    static List<Case> of(List<Dialect> dialects, List<Mode> modes) {
        return dialects.stream()
                .flatMap(dialect -> modes.stream().map(mode -> new Case(dialect, mode)))
                .toList();
    }

    /// The whole HTTP request: as long as the other benches', for models that have a price, so that
    /// tokens are counted and money is held as for customers.
    byte[] request(int port, String key) {
        String body = body();
        return ("POST /v1"
                        + dialect.path()
                        + " HTTP/1.1\r\nhost: 127.0.0.1:"
                        + port
                        + "\r\ncontent-type: application/json\r\ncontent-length: "
                        + body.length()
                        + "\r\n"
                        + access(key)
                        + "\r\n"
                        + body)
                .getBytes(UTF_8);
    }

    private String access(String key) {
        return switch (dialect) {
            case CHAT, RESPONSES -> "authorization: Bearer " + key + "\r\n";
            case MESSAGES -> "x-api-key: " + key + "\r\nanthropic-version: 2023-06-01\r\n";
        };
    }

    private String body() {
        String said = "\"messages\":[%s{\"role\":\"user\",\"content\":\"Hello\"}]";
        String system = "{\"role\":\"system\",\"content\":\"" + SYSTEM + "\"},";
        String rest =
                switch (dialect) {
                    case CHAT -> "\"model\":\"gpt-5\"," + said.formatted(system);
                    case RESPONSES ->
                            "\"model\":\"gpt-5\",\"instructions\":\""
                                    + SYSTEM
                                    + "\",\"input\":\"Hello\"";
                    case MESSAGES ->
                            "\"model\":\"claude-opus-5-5\",\"max_tokens\":1024,\"system\":\""
                                    + SYSTEM
                                    + "\","
                                    + said.formatted("");
                };
        return "{\"stream\":" + (mode == Mode.STREAM) + "," + rest + "}";
    }

    /// The columns `dialect` and `answer` of a table's row.
    String columns() {
        return "| " + dialect.label() + " | " + mode.label() + " ";
    }
}
