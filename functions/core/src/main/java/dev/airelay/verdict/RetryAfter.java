package dev.airelay.verdict;

import dev.airelay.http.Headers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How long an upstream wants to be left alone, by whichever header field says so. At most an hour.
///
/// `retry-after` is seconds or a date (RFC 9110 section 10.2.3), `retry-after-ms` milliseconds. The
/// `reset` fields of those who send neither are a length (`1m30s`, `250ms`, `12`;
/// https://platform.openai.com/docs/guides/rate-limits#rate-limits-in-headers, read 2026-11-21) or
/// a moment, as a date or as seconds or milliseconds since 1970; one is believed where its
/// `remaining` is zero or not told
/// (https://github.com/anthropics/anthropic-sdk-typescript/issues/357, read 2026-11-27).
final class RetryAfter {
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Pattern LENGTH =
            Pattern.compile(
                    "(?:(\\d{1,4})h)?(?:(\\d{1,5})m(?!s))?(?:(\\d{1,6}(?:\\.\\d{1,9})?)s)?(?:(\\d{1,9}(?:\\.\\d{1,9})?)ms)?");
    private static final Pattern MOMENT = Pattern.compile("\\d{10}(?:\\d{3})?");

    private RetryAfter() {}

    /// Zero when nobody says anything that makes sense.
    ///
    /// @param now by the relay's clock, for upstreams that do not tell theirs in `date`
    static Duration of(Headers headers, Instant now) {
        Instant theirs = headers.first("date").flatMap(RetryAfter::date).orElse(now);
        return headers.first("retry-after-ms")
                .flatMap(text -> number(text, 1))
                .or(() -> headers.first("retry-after").flatMap(text -> wait(text, theirs)))
                .or(() -> resets(headers, theirs))
                .filter(wait -> wait.isPositive())
                .map(wait -> wait.compareTo(LONGEST) < 0 ? wait : LONGEST)
                .orElse(Duration.ZERO);
    }

    /// As Google writes it into the error itself, under `retryDelay`: `37s`, `1.5s`.
    static Duration ofText(String text) {
        return length(text)
                .map(wait -> wait.compareTo(LONGEST) < 0 ? wait : LONGEST)
                .orElse(Duration.ZERO);
    }

    private static Optional<Duration> resets(Headers headers, Instant now) {
        return Stream.of("-requests", "-tokens", "-input-tokens", "-output-tokens", "")
                .flatMap(what ->
                        Stream.of("x-ratelimit-#" + what, "anthropic-ratelimit" + what + "-#"))
                .filter(name ->
                        headers.first(name.replace("#", "remaining"))
                                .map(left -> left.strip().equals("0"))
                                .orElse(true))
                .flatMap(name -> headers.first(name.replace("#", "reset")).stream())
                .flatMap(text -> wait(text, now).stream())
                .max(Duration::compareTo);
    }

    private static Optional<Duration> wait(String text, Instant now) {
        String plain = text.strip();
        if (MOMENT.matcher(plain).matches()) {
            long number = Long.parseLong(plain);
            boolean seconds = plain.length() == 10;
            return Optional.of(
                    Duration.between(
                            now,
                            seconds
                                    ? Instant.ofEpochSecond(number)
                                    : Instant.ofEpochMilli(number)));
        }
        return number(plain, 1_000)
                .or(() -> length(plain))
                .or(() -> date(plain).map(moment -> Duration.between(now, moment)));
    }

    private static Optional<Duration> number(String text, double millis) {
        try {
            double wait = Double.parseDouble(text.strip()) * millis;
            return Double.isNaN(wait)
                    ? Optional.empty()
                    : Optional.of(Duration.ofMillis((long) Math.clamp(wait, 0, 3_600_000)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> length(String text) {
        Matcher parts = LENGTH.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (text.isBlank() || !parts.matches()) {
            return Optional.empty();
        }
        double seconds =
                part(parts, 1) * 3_600
                        + part(parts, 2) * 60
                        + part(parts, 3)
                        + part(parts, 4) / 1_000;
        return Optional.of(Duration.ofMillis((long) (seconds * 1_000)));
    }

    private static double part(Matcher parts, int group) {
        String text = parts.group(group);
        return text == null ? 0 : Double.parseDouble(text);
    }

    private static Optional<Instant> date(String text) {
        for (var format :
                new DateTimeFormatter[] {
                    DateTimeFormatter.RFC_1123_DATE_TIME, DateTimeFormatter.ISO_OFFSET_DATE_TIME
                }) {
            try {
                return Optional.of(ZonedDateTime.parse(text.strip(), format).toInstant());
            } catch (DateTimeException e) {
                // The other notation, or none.
            }
        }
        return Optional.empty();
    }
}
