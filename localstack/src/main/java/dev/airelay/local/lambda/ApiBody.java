package dev.airelay.local.lambda;

import dev.airelay.http.Headers;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// A request body read piece by piece, by length or by chunks; a piece never crosses a chunk's
/// border.
final class ApiBody {
    private static final int PIECE_LIMIT = 64 * 1024;

    private final InputStream in;
    private final boolean chunked;
    private long left;
    private boolean ended;
    private Headers trailers = Headers.none();

    private ApiBody(InputStream in, boolean chunked, long left) {
        this.in = in;
        this.chunked = chunked;
        this.left = left;
        this.ended = !chunked && left == 0;
    }

    static ApiBody of(Headers headers, InputStream in) throws IOException {
        var chunked = headers.first("transfer-encoding").orElse("").equalsIgnoreCase("chunked");
        try {
            var length = Long.parseLong(headers.first("content-length").orElse("0"));
            return new ApiBody(in, chunked, chunked ? 0 : length);
        } catch (NumberFormatException e) {
            throw new IOException("The content length is not a number", e);
        }
    }

    /// The next piece: a whole chunk, or 64 KiB of a larger one; empty at the end.
    ///
    /// @throws EOFException when the connection ends before the body
    byte[] next() throws IOException {
        if (!ended && chunked && left == 0) {
            beginChunk();
        }
        if (ended) {
            return new byte[0];
        }
        var wanted = (int) Math.min(left, PIECE_LIMIT);
        var piece = in.readNBytes(wanted);
        if (piece.length < wanted) {
            throw new EOFException("The body ended early");
        }
        left -= wanted;
        if (left == 0 && chunked) {
            ApiRequest.line(in);
        }
        ended = left == 0 && !chunked;
        return piece;
    }

    /// The fields behind the last chunk; none before the end was reached.
    Headers trailers() {
        return trailers;
    }

    /// All that is left, as text.
    String text() throws IOException {
        var text = new StringBuilder();
        for (var piece = next(); piece.length > 0; piece = next()) {
            text.append(new String(piece, StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    /// Reads to the end.
    void skip() throws IOException {
        while (next().length > 0) {
            // Each piece is dropped.
        }
    }

    /// Whether all was read, so that the connection stands at the next request.
    boolean ended() {
        return ended;
    }

    private void beginChunk() throws IOException {
        var size = ApiRequest.line(in).split(";", 2)[0].strip();
        try {
            left = Long.parseLong(size, 16);
        } catch (NumberFormatException e) {
            throw new IOException("The chunk size is not a number", e);
        }
        if (left == 0) {
            ended = true;
            trailers = ApiRequest.fields(in);
        }
    }
}
