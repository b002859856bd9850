package dev.airelay.local.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.airelay.http.Headers;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;

/// Writes the lines in front of an answer's body. The reason is left out, which no client may read
/// anything into (https://www.rfc-editor.org/rfc/rfc9112.html#section-4, read 2026-11-27).
///
/// The connection's own fields are the door's business and left out of what a handler set. Several
/// cookies share one `set-cookie` value, separated by line feeds, which no field value may contain;
/// each becomes a field of its own.
final class AnswerHead {
    static final Set<String> CONNECTION_FIELDS =
            Set.of(
                    "connection",
                    "content-length",
                    "date",
                    "keep-alive",
                    "trailer",
                    "transfer-encoding",
                    "upgrade");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
                    .withZone(ZoneOffset.UTC);

    private static volatile Second lastSecond = new Second(0, DATE.format(Instant.EPOCH));

    /// What all answers of one second say.
    private record Second(long epoch, String text) {}

    private final StringBuilder lines = new StringBuilder(256);

    /// @throws IllegalArgumentException when a name or a value cannot stand in a head
    AnswerHead(int status, Headers headers) {
        lines.append("HTTP/1.1 ").append(status).append(" \r\n");
        headers.forEach((name, value) -> {
            if (name.equals("set-cookie")) {
                for (String cookie : value.split("\n", -1)) {
                    checked(name, cookie);
                }
            } else if (!CONNECTION_FIELDS.contains(name)) {
                checked(name, value);
            }
        });
    }

    private void checked(String name, String value) {
        boolean fits =
                value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c <= 0xff && c != 0x7f));
        if (!fits || !FieldLine.isToken(name)) {
            throw new IllegalArgumentException("A header field holds what none may");
        }
        var _ = field(name, value);
    }

    AnswerHead field(String name, String value) {
        lines.append(name).append(": ").append(value).append("\r\n");
        return this;
    }

    AnswerHead date(Instant now) {
        Second second = lastSecond;
        if (second.epoch() != now.getEpochSecond()) {
            second = new Second(now.getEpochSecond(), DATE.format(now));
            lastSecond = second;
        }
        return field("date", second.text());
    }

    byte[] bytes() {
        return lines.append("\r\n").toString().getBytes(ISO_8859_1);
    }
}
