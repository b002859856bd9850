package dev.airelay.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.http.Headers;
import dev.airelay.platform.api.Action;
import dev.airelay.platform.api.ApiAnswer;
import dev.airelay.platform.api.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/// Gives the document of the whole API, which the build has put into the zip.
final class DocumentAction implements Action<Call> {
    private static final String FILE = "/openapi.json";

    @Override
    public ApiAnswer answer(Call call) {
        try (var in = DocumentAction.class.getResourceAsStream(FILE)) {
            var text = new String(Objects.requireNonNull(in, FILE).readAllBytes(), UTF_8);
            return new ApiAnswer(
                    200, Headers.of("content-type", "application/json; charset=utf-8"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
