package dev.airelay.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.airelay.failure.UpstreamFault;
import dev.airelay.failure.UpstreamFault.UpstreamRefused;
import dev.airelay.http.Headers;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamErrorsTest {
    private static final byte[] BODY = "{}".getBytes(UTF_8);

    @ParameterizedTest
    @CsvSource({
        "retry-after,7,7000",
        "retry-after,0.25,250",
        "retry-after,999999,3600000",
        "retry-after,1e999,3600000",
        "retry-after-ms,1500,1500",
        "retry-after,-1,0",
        "retry-after,NaN,0",
        "retry-after,'Fri, 21 Nov 2026 00:00:00 GMT',0",
        "retry-after,'',0",
        "x,1,0"
    })
    void readsHowLongToWait(String field, String value, long millis) {
        var fault = UpstreamErrors.ofStatus(429, Headers.of(field, value), BODY);

        assertEquals(
                millis == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis)),
                fault.retryAfter());
    }

    @Test
    void millisecondsWinOverSeconds() {
        var headers =
                Headers.builder().add("retry-after", "9").add("retry-after-ms", "100").build();

        assertEquals(
                Optional.of(Duration.ofMillis(100)),
                UpstreamErrors.ofStatus(429, headers, BODY).retryAfter());
    }

    @ParameterizedTest
    @CsvSource({
        "overloaded_error,upstream_overloaded",
        "server_is_overloaded,upstream_overloaded",
        "slow_down,upstream_overloaded",
        "rate_limit_error,upstream_busy",
        "rate_limit_exceeded,upstream_busy",
        "too_many_requests,upstream_busy",
        "insufficient_quota,upstream_busy",
        "authentication_error,upstream_denied",
        "invalid_api_key,upstream_denied",
        "context_length_exceeded,upstream_refused",
        "content_filter,upstream_refused",
        "invalid_prompt,upstream_refused",
        "invalid_request_error,upstream_refused",
        "server_error,upstream_reported",
        "api_error,upstream_reported",
        "something_new,upstream_reported"
    })
    void knowsAReportedErrorByItsCodeOrItsType(String code, String metric) {
        byte[] byCode = ("{\"error\":{\"type\":\"x\",\"code\":\"" + code + "\"}}").getBytes(UTF_8);
        byte[] byType = ("{\"error\":{\"code\":null,\"type\":\"" + code + "\"}}").getBytes(UTF_8);

        assertEquals(metric, ReportedError.read(byCode, "error").metric());
        assertEquals(metric, ReportedError.read(byType, "error").metric());
    }

    @Test
    void theCodeSaysMoreThanTheType() {
        byte[] body =
                "{\"error\":{\"type\":\"invalid_request_error\",\"code\":\"rate_limit_exceeded\"}}"
                        .getBytes(UTF_8);

        assertEquals("upstream_busy", ReportedError.read(body, "error").metric());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"error\":\"overloaded_error\"}", "{\"error\":{\"code\":429}}", "{}"})
    void anErrorWithoutACodeIsSimplyReported(String body) {
        assertEquals(
                "upstream_reported", ReportedError.read(body.getBytes(UTF_8), "error").metric());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"error\":{\"a\":1,\"a\":2}}", "{\"error\":", "[1]"})
    void anErrorThatCannotBeReadIsNonsense(String body) {
        assertEquals(
                "upstream_nonsense", ReportedError.read(body.getBytes(UTF_8), "error").metric());
    }

    @Test
    void aRefusalKeepsItsStatusAndBody() {
        UpstreamFault fault =
                UpstreamErrors.ofStatus(
                        422, Headers.of("content-type", "application/problem+json"), BODY);

        var refused = assertInstanceOf(UpstreamRefused.class, fault);
        assertEquals(422, refused.status());
        assertEquals(BODY, refused.body());
    }
}
