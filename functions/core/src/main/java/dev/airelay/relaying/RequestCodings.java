package dev.airelay.relaying;

import dev.airelay.coding.ContentCoding;
import dev.airelay.coding.DecodedTooLargeException;
import dev.airelay.coding.UnknownCodingException;
import dev.airelay.failure.CallerFault.BodyTooLarge;
import dev.airelay.failure.CallerFault.CodingUnknown;
import dev.airelay.failure.CallerFault.Malformed;
import dev.airelay.failure.RelayException;
import dev.airelay.http.Content;
import dev.airelay.http.Request;
import java.io.IOException;
import java.util.List;

/// Undoes what a client's `content-encoding` says, so that everything behind reads what was meant.
///
/// Codex sends zstd (https://github.com/openai/codex, `enable_request_compression`, read
/// 2026-11-27); other clients gzip. Which codings an upstream takes nobody can know, so bodies
/// travel on as they were before they were packed.
final class RequestCodings {
    /// Nearly three times what can be sent in plain bytes: room for the long contexts that
    /// compression is for, and small beside a function's memory.
    static final int MOST_DECODED_BYTES = 16 * 1024 * 1024;

    private RequestCodings() {}

    /// @throws RelayException with `CodingUnknown`, `BodyTooLarge` or `Malformed`
    /// @throws dev.airelay.http.BodyException when there is no room for what was packed
    static Request undone(Request request) {
        String field = request.headers().first("content-encoding").orElse("");
        List<ContentCoding> codings = codings(field);
        if (codings.isEmpty()) {
            return request;
        }
        byte[] body = decoded(codings, request.body(), field);
        request.content().takeRoom(body.length);
        return request.with(request.headers(), Content.of(body));
    }

    private static List<ContentCoding> codings(String field) {
        try {
            return ContentCoding.listed(field);
        } catch (UnknownCodingException e) {
            throw new RelayException(new CodingUnknown(e.name(), ContentCoding.ACCEPTED), e);
        }
    }

    private static byte[] decoded(List<ContentCoding> codings, byte[] body, String field) {
        try {
            return ContentCoding.decode(codings, body, MOST_DECODED_BYTES);
        } catch (DecodedTooLargeException e) {
            throw new RelayException(new BodyTooLarge(MOST_DECODED_BYTES), e);
        } catch (IOException e) {
            var message = "The body is not what 'content-encoding: " + field + "' says.";
            throw new RelayException(new Malformed(message, ""), e);
        }
    }
}
