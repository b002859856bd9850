package dev.airelay.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.airelay.http.Headers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "retry-after,7,7000",
        "retry-after,0.25,250",
        "retry-after,999999,3600000",
        "retry-after,1e999,3600000",
        "retry-after-ms,1500,1500",
        "retry-after,-1,0",
        "retry-after,NaN,0",
        "retry-after,soon,0",
        "retry-after,'',0",
        "retry-after,'Sat, 21 Nov 2026 00:00:09 GMT',9000",
        "retry-after,'Fri, 20 Nov 2026 00:00:09 GMT',0",
        "x-ratelimit-reset-requests,1m30s,90000",
        "x-ratelimit-reset-tokens,250ms,250",
        "x-ratelimit-reset-tokens,6m0s,360000",
        "x-ratelimit-reset,12,12000",
        "x-ratelimit-reset,1795219205000,5000",
        "x-ratelimit-reset,1795219205,5000",
        "anthropic-ratelimit-requests-reset,2026-11-21T00:00:04Z,4000",
        "x,1,0"
    })
    void readsHowLongToWait(String field, String value, long millis) {
        assertEquals(Duration.ofMillis(millis), RetryAfter.of(Headers.of(field, value), NOW));
    }

    @Test
    void millisecondsWinOverSecondsAndThoseOverResets() {
        var headers =
                Headers.builder()
                        .add("x-ratelimit-reset-tokens", "30s")
                        .add("retry-after", "9")
                        .build();

        assertEquals(Duration.ofSeconds(9), RetryAfter.of(headers, NOW));
        assertEquals(
                Duration.ofMillis(100),
                RetryAfter.of(headers.toBuilder().add("retry-after-ms", "100").build(), NOW));
    }

    @Test
    void aLimitOfWhichSomethingIsLeftIsNoReasonToWait() {
        var headers =
                Headers.builder()
                        .add("x-ratelimit-remaining-requests", "5")
                        .add("x-ratelimit-reset-requests", "50s")
                        .add("x-ratelimit-remaining-tokens", "0")
                        .add("x-ratelimit-reset-tokens", "2s")
                        .build();

        assertEquals(Duration.ofSeconds(2), RetryAfter.of(headers, NOW));
    }

    @Test
    void aDateIsReadByTheUpstreamsOwnClock() {
        var headers =
                Headers.builder()
                        .add("date", "Sat, 21 Nov 2026 01:00:00 GMT")
                        .add("retry-after", "Sat, 21 Nov 2026 01:00:03 GMT")
                        .build();

        assertEquals(Duration.ofSeconds(3), RetryAfter.of(headers, NOW));
    }
}
