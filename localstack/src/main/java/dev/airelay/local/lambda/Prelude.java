package dev.airelay.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.airelay.http.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;

/// The JSON object and eight NUL bytes with which a streamed HTTP answer begins.
///
/// Collects pieces of any size until the eighth NUL has come. Source:
/// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html and
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html
/// (the delimiter lies within the first 16 KB), read 2026-11-21.
final class Prelude {
    static final String CONTENT_TYPE = "application/vnd.awslambda.http-integration-response";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NULS = 8;
    private static final int LIMIT = 16 * 1024;

    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private int nuls;

    /// Status and header fields; several cookies share one `set-cookie` value, separated by line
    /// feeds.
    record Head(int status, Headers headers) {}

    /// Takes a piece.
    ///
    /// @return the bytes behind the delimiter, perhaps none; empty while the delimiter is
    ///   incomplete
    /// @throws IOException when the limit is passed without a delimiter
    Optional<byte[]> take(byte[] piece) throws IOException {
        for (var i = 0; i < piece.length; i++) {
            collected.write(piece[i]);
            nuls = piece[i] == 0 ? nuls + 1 : 0;
            if (nuls == NULS) {
                return Optional.of(Arrays.copyOfRange(piece, i + 1, piece.length));
            }
        }
        if (collected.size() > LIMIT) {
            throw new IOException("No delimiter within the first 16 KB");
        }
        return Optional.empty();
    }

    /// @throws IOException when what was collected is not a prelude
    Head head() throws IOException {
        var node = JSON.readTree(collected.toByteArray(), 0, collected.size() - NULS);
        if (node == null || !node.path("statusCode").canConvertToInt()) {
            throw new IOException("The prelude has no status");
        }
        var headers = Headers.builder();
        node.path("headers")
                .properties()
                .forEach(field -> headers.add(field.getKey(), field.getValue().asText()));
        var cookies = new ArrayList<String>();
        for (JsonNode cookie : node.path("cookies")) {
            cookies.add(cookie.asText());
        }
        if (!cookies.isEmpty()) {
            headers.set("set-cookie", String.join("\n", cookies));
        }
        return new Head(node.path("statusCode").asInt(), headers.build());
    }
}
