package dev.airelay.bench.failures.scenario;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.bench.failures.wire.Dialect;
import dev.airelay.bench.failures.wire.Mode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/// A body that is made to hurt whoever reads it.
///
/// @param headers that go with it
/// @param body one character a byte
record Poison(String name, Map<String, String> headers, String body) {
    private static final int DEEP = 100_000;
    private static final int LARGE = (int) (6.1 * 1024 * 1024);
    private static final int BOMB_MEGABYTES = 100;
    private static final String BOMB = bomb();

    static List<Poison> of(Dialect dialect, Mode mode, String model) {
        return List.of(
                plain("deep JSON", said(dialect, mode, model, "[".repeat(DEEP) + "]".repeat(DEEP))),
                plain(
                        "escaped lone surrogates",
                        said(dialect, mode, model, "\"a\\ud800b\\udc00\"")),
                plain("encoded lone surrogates", encodedSurrogate(dialect, mode, model)),
                plain("NUL in the model", said(dialect, mode, model + "\\u0000", "\"Hello\"")),
                new Poison("gzip bomb", Map.of("content-encoding", "gzip"), BOMB),
                plain("6.1 MB", said(dialect, mode, model, "\"" + "a ".repeat(LARGE / 2) + "\"")));
    }

    private static Poison plain(String name, String body) {
        return new Poison(name, Map.of(), body);
    }

    private static String said(Dialect dialect, Mode mode, String model, String content) {
        return Requests.saying(dialect, mode, model, content);
    }

    /// U+D800 as UTF-8 would write it if it could.
    private static String encodedSurrogate(Dialect dialect, Mode mode, String model) {
        return said(dialect, mode, model, "\"a\u00ed\u00a0\u0080b\"");
    }

    private static String bomb() {
        var bytes = new ByteArrayOutputStream();
        byte[] blanks = " ".repeat(1024 * 1024).getBytes(UTF_8);
        try (var zip = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < BOMB_MEGABYTES; i++) {
                zip.write(blanks);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(ISO_8859_1);
    }
}
