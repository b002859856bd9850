package dev.airelay.verdict;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.failure.RelayException;
import dev.airelay.failure.UpstreamFault;
import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.failure.UpstreamFault.UpstreamDenied;
import dev.airelay.http.Headers;
import dev.airelay.secret.Secret;
import dev.airelay.upstream.Kind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whose fault an error is, in all the shapes and words in which upstreams tell of one. Sources:
/// `docs/dialects/errors.md`.
class VerdictTest {
    private static final String SENT = "vendor/llama-9";

    static FaultReader reader(Kind kind, String request) {
        var scrubber =
                new Scrubber(
                        () -> List.of(new Secret("sk-secret-0123456789")),
                        URI.create("https://api.vendor.test/v1"),
                        "llama",
                        SENT,
                        request.getBytes(UTF_8));
        return new FaultReader(
                scrubber, kind, "llama", SENT, () -> Instant.parse("2026-11-27T00:00:00Z"));
    }

    private static UpstreamFault of(int status, String body) {
        return (UpstreamFault)
                reader(Kind.OPENAI, "{}")
                        .ofAnswer(status, Headers.none(), body.getBytes(UTF_8))
                        .failure();
    }

    private static String event(String data) {
        RelayException said =
                reader(Kind.OPENAI, "{}")
                        .ofEvent(
                                new UpstreamBroken(UpstreamBroken.How.REPORTED),
                                data.getBytes(UTF_8));
        return said.failure().metric() + " " + said.failure().status();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 405, 411, 413, 414, 415, 422, 431, 451})
    void aStatusAboutTheRequestIsTheRequestsWhateverTheBody(int status) {
        Stream.of(
                        "",
                        "no",
                        "<html><h1>No</h1></html>",
                        "{}",
                        "[]",
                        "{\"detail\":\"no\"}",
                        "{\"error\":{\"code\":\"brand_new_word\"}}",
                        "{\"error\":{\"code\":500,\"message\":\"x\"}}",
                        "{\"error\"",
                        "\u0000\u0000",
                        "x".repeat(1_000_000))
                .forEach(body -> {
                    UpstreamFault fault = of(status, body);
                    assertEquals("upstream_refused", fault.metric(), body);
                    assertEquals(status, fault.status());
                    assertEquals(UpstreamFault.Whose.REQUEST, fault.whose());
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "200|{\"error\":{\"message\":\"long\",\"type\":\"BadRequestError\",\"param\":null,\"code\":400}}|upstream_refused 400",
                "200|{\"error\":{\"message\":\"x\",\"code\":\"413\"}}|upstream_refused 413",
                "200|{\"error\":{\"code\":\"data_inspection_failed\",\"message\":\"x\"}}|upstream_refused 400",
                "200|{\"code\":\"DataInspectionFailed\",\"message\":\"x\",\"request_id\":\"1\"}|upstream_refused 400",
                "500|{\"object\":\"error\",\"message\":\"x\",\"type\":\"BadRequestError\",\"code\":400}|upstream_refused 400",
                "500|{\"error\":{\"code\":500,\"message\":\"the request exceeds the available context size\",\"type\":\"exceed_context_size_error\"}}|upstream_refused 400",
                "503|{\"error\":{\"type\":\"invalid_request_error\",\"message\":\"x\"}}|upstream_refused 400",
                "403|{\"error\":{\"type\":\"invalid_request_error\",\"message\":\"x\"}}|upstream_refused 403",
                "403|{\"error\":{\"message\":\"flagged\",\"code\":403,\"metadata\":{\"reasons\":[\"violence\"],\"flagged_input\":\"x\"}}}|upstream_refused 403",
                "400|{\"error\":{\"code\":\"content_filter\",\"status\":400,\"innererror\":{\"code\":\"ResponsibleAIPolicyViolation\"}}}|upstream_refused 400",
                "429|{\"error\":{\"code\":\"context_length_exceeded\",\"message\":\"x\"}}|upstream_refused 400",
                "502|{\"error\":{\"message\":\"x\",\"code\":502,\"metadata\":{\"error_type\":\"context_length_exceeded\"}}}|upstream_refused 400",
                "413|{\"error\":{\"code\":\"rate_limit_exceeded\",\"type\":\"tokens\"}}|upstream_refused 413",
                "401|{\"error\":{\"type\":\"invalid_request_error\",\"code\":null}}|upstream_denied 502",
                "400|[{\"error\":{\"code\":400,\"message\":\"API key not valid. Please pass a valid API key.\",\"status\":\"INVALID_ARGUMENT\",\"details\":[{\"reason\":\"API_KEY_INVALID\"}]}}]|upstream_denied 502",
                "400|{\"error\":{\"message\":\"{\\n \\\"error\\\": {\\\"code\\\": 400, \\\"details\\\": [{\\\"reason\\\": \\\"API_KEY_INVALID\\\"}]}}\",\"code\":400}}|upstream_denied 502",
                "403||upstream_forbidden 502",
                "403|{\"error\":{\"type\":\"permission_error\"}}|upstream_forbidden 502",
                "402||upstream_quota 503",
                "402|{\"error\":{\"message\":\"Insufficient Balance\",\"type\":\"unknown_error\",\"code\":\"invalid_request_error\"}}|upstream_quota 503",
                "400|{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"Your credit balance is too low to access the Anthropic API.\"}}|upstream_quota 503",
                "400|{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"This organization has been disabled.\"}}|upstream_forbidden 502",
                "429|{\"error\":{\"message\":\"x\",\"type\":\"insufficient_quota\",\"code\":null}}|upstream_quota 503",
                "429|{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"x\",\"details\":{\"error_code\":\"enforced_spend_limit_reached\"}}}|upstream_quota 503",
                "429|{\"error\":{\"type\":\"insufficient_quota\",\"code\":\"project_spend_limit_exceeded\"}}|upstream_quota 503",
                "429|{\"error\":{\"code\":\"1113\",\"message\":\"x\"}}|upstream_quota 503",
                "400|{\"code\":\"Arrearage\",\"message\":\"Access denied\"}|upstream_quota 503",
                "429|{\"error\":{\"code\":429,\"message\":\"You exceeded your current quota\",\"status\":\"RESOURCE_EXHAUSTED\"}}|upstream_busy 429",
                "429||upstream_busy 429",
                "400|{\"error\":{\"code\":\"rate_limit_exceeded\"}}|upstream_busy 429",
                "404|{\"error\":{\"code\":\"model_not_found\",\"message\":\"x\"}}|upstream_lacks_model 404",
                "403|{\"error\":{\"code\":\"model_not_found\",\"type\":\"invalid_request_error\"}}|upstream_lacks_model 404",
                "404|{\"type\":\"error\",\"error\":{\"type\":\"not_found_error\",\"message\":\"model: claude-x\"}}|upstream_lacks_model 404",
                "404|{\"object\":\"error\",\"message\":\"The model `x` does not exist.\",\"type\":\"NotFoundError\",\"param\":null,\"code\":404}|upstream_lacks_model 404",
                "404|{\"error\":\"model 'x' not found, try pulling it first\"}|upstream_lacks_model 404",
                "404|{\"error\":{\"message\":\"No endpoints found for vendor/llama-9.\",\"code\":404}}|upstream_lacks_model 404",
                "404|{\"error\":{\"code\":\"DeploymentNotFound\",\"message\":\"x\"}}|upstream_lacks_model 404",
                "400|{\"error\":{\"message\":\"Model Not Exist\",\"type\":\"invalid_request_error\",\"code\":\"invalid_request_error\"}}|upstream_lacks_model 404",
                "400|{\"error\":{\"message\":\"x/y is not a valid model ID\",\"code\":400}}|upstream_lacks_model 404",
                "200|{\"error\":{\"message\":\"no such model\",\"code\":404}}|upstream_lacks_model 404",
                "400|{\"error\":{\"message\":\"This model's maximum context length is 8192 tokens.\"}}|upstream_refused 400",
                "400|{\"error\":{\"message\":\"The model does not support image input\"}}|upstream_refused 400",
                "404|{\"error\":{\"message\":\"No endpoints found that support image input\",\"code\":404}}|upstream_refused 404",
                "404|{\"error\":{\"message\":\"This is not a chat model and thus not supported in the v1/chat/completions endpoint\"}}|upstream_refused 404",
                "404|404 page not found|upstream_refused 404",
                "404|<html><a href='/v1/models'>models</a></html>|upstream_refused 404",
                "529||upstream_overloaded 529",
                "500|{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"insufficient balance (1008)\"}}|upstream_quota 503",
                "429|{\"error\":{\"http_code\":\"429\",\"message\":\"no\",\"type\":\"insufficient_balance_error\"}}|upstream_quota 503",
                "422|{\"error\":\"Model not found\",\"status\":422}|upstream_lacks_model 404",
                "429|{\"error\":\"Your team x has either used all available credits or reached its monthly spending limit.\"}|upstream_quota 503",
                "403|{\"error\":{\"type\":\"invalid_request_error\",\"message\":\"You are not allowed to sample from this model\"}}|upstream_forbidden 502",
                "403|{\"error\":{\"message\":\"Your prompt was flagged by our moderation\"}}|upstream_refused 403",
                "500|{\"error\":{\"message\":\"This model's maximum context length is 8192 tokens\"}}|upstream_refused 400",
                "200|{\"error\":{\"code\":\"InvalidParameter.Input\",\"message\":\"x\"}}|upstream_refused 400",
                "200|{\"code\":\"Throttling.Anything\",\"message\":\"x\"}|upstream_busy 429",
                "412|{\"error\":{\"message\":\"Account x is suspended, possibly due to reaching the monthly spending limit\"}}|upstream_quota 503",
                "403|{\"code\":\"The caller does not have permission\",\"error\":\"Your team doesn't have any credits yet\"}|upstream_quota 503",
                "400|{\"code\":\"Client specified an invalid argument\",\"error\":\"Incorrect API key provided: xa***\"}|upstream_denied 502",
                "400|{\"object\":\"error\",\"message\":\"Invalid model: x\",\"type\":\"invalid_model\",\"code\":\"1500\"}|upstream_lacks_model 404",
                "404|{\"error\":{\"code\":\"NOT_FOUND\",\"message\":\"Model not found, inaccessible, and/or not deployed\"}}|upstream_lacks_model 404",
                "503|{\"error\":{\"code\":503,\"message\":\"Loading model\",\"type\":\"unavailable_error\"}}|upstream_overloaded 503",
                "403|{\"code\":30001,\"message\":\"Sorry, your account balance is insufficient\",\"data\":null}|upstream_quota 503",
                "503||upstream_overloaded 503",
                "500|{\"error\":{\"type\":\"overloaded_error\"}}|upstream_overloaded 529",
                "429|{\"error\":{\"type\":\"engine_overloaded_error\"}}|upstream_overloaded 503",
                "504||upstream_timeout_first_token 504",
                "500||upstream_status 502",
                "500|{\"error\":{\"message\":\"boom\",\"type\":\"server_error\"}}|upstream_status 502",
                "408||upstream_status 502",
                "418||upstream_status 502",
                "302||upstream_status 502",
            })
    void oneVerdictFollowsFromStatusAndBody(int status, String body, String expected) {
        String said = body == null ? "" : body;
        String verdict =
                status == 200
                        ? event(said)
                        : of(status, said).metric() + " " + of(status, said).status();

        assertEquals(expected, verdict);
    }

    @ParameterizedTest
    @CsvSource({"401,false", "402,true", "403,true"})
    void whatAnAskerMayHaveProvokedIsToldApart(int status, boolean provokable) {
        assertEquals(provokable, ((UpstreamDenied) of(status, "")).provokable());
    }

    @Test
    void theQuotaOfAnAccountIsNobodysProvocation() {
        var denied = (UpstreamDenied) of(429, "{\"error\":{\"code\":\"insufficient_quota\"}}");

        assertEquals(UpstreamDenied.Sort.QUOTA, denied.sort());
        assertEquals(false, denied.provokable());
    }

    @Test
    void aSentenceThatTheRequestHoldsItselfDecidesNothing() {
        String echo = "{\"error\":{\"message\":\"bad value 'your credit balance is too low'\"}}";

        assertEquals("upstream_quota", of(400, echo).metric());
        assertEquals(
                "upstream_refused",
                reader(Kind.OPENAI, "{\"messages\":\"your credit balance is too low\"}")
                        .ofAnswer(400, Headers.none(), echo.getBytes(UTF_8))
                        .failure()
                        .metric());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"code\":\"insufficient_quota\"}}",
                "\u00EF\u00BB\u00BF  {\"error\":{\"code\":\"insufficient_quota\"}}",
                "\r\n\r\n{\"error\":{\"code\":\"insufficient_quota\"}}trailing",
                "data: {\"error\":{\"code\":\"insufficient_quota\"}}\n\n",
                "event: error\ndata: {\"error\":{\"code\":\"insufficient_quota\"}}\n\n",
                "[{\"error\":{\"code\":\"insufficient_quota\"}}]",
                "{\"errors\":[{\"code\":\"insufficient_quota\",\"message\":\"x\"}]}",
                "{\"error\":\"{\\\"error\\\":{\\\"code\\\":\\\"insufficient_quota\\\"}}\"}",
                "{\"detail\":{\"code\":\"insufficient_quota\"}}",
                "{\"response\":{\"error\":{\"code\":\"insufficient_quota\"}}}",
                "{\"error\":{\"code\":\"insufficient_quota\"},\"message\":\"cut o",
                "{\"code\":\"InsufficientQuota\",\"message\":\"x\"}",
            })
    void theShapeMakesNoDifference(String body) {
        assertEquals(
                "upstream_quota",
                reader(Kind.OPENAI, "{}")
                        .ofAnswer(500, Headers.none(), body.getBytes(ISO_8859_1))
                        .failure()
                        .metric());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"choices\":[],\"error\":null}|none",
                "{\"choices\":[{\"message\":{}}],\"base_resp\":{\"status_code\":0,\"status_msg\":\"success\"}}|none",
                "{\"id\":\"x\",\"object\":\"response\",\"status\":\"completed\",\"error\":null,\"output\":[]}|none",
                "{\"input_tokens\":3}|none",
                "{\"data\":[],\"message\":\"ok\",\"code\":0}|none",
                "{\"error\":{\"type\":\"server_error\"}}|upstream_reported",
                "{\"object\":\"error\",\"message\":\"x\",\"code\":400}|upstream_refused",
                "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\"}}|upstream_overloaded",
                "{\"code\":\"InvalidApiKey\",\"message\":\"x\"}|upstream_denied",
                "{\"detail\":\"x\"}|upstream_reported",
                "{\"choices\":null,\"base_resp\":{\"status_code\":1008,\"status_msg\":\"x\"}}|upstream_quota",
                "{\"choices\":[{\"finish_reason\":\"error\",\"error\":{\"code\":429}}]}|upstream_busy",
                "[{\"error\":{\"code\":400,\"status\":\"INVALID_ARGUMENT\"}}]|upstream_refused",
                "{\"id\":\"x\",\"status\":\"failed\",\"error\":{\"code\":\"rate_limit_exceeded\"},\"output\":[]}|upstream_busy",
                "[]|upstream_nonsense",
                "<html>|upstream_nonsense",
                "``|upstream_nonsense",
            })
    void anAnswerInOnePieceIsOneOrTellsWhy(String body, String expected) {
        String verdict =
                reader(Kind.OPENAI, "{}")
                        .inPiece(body.getBytes(UTF_8))
                        .map(said -> said.failure().metric())
                        .orElse("none");

        assertEquals(expected, verdict);
    }

    @Test
    void whatWasSaidIsKeptForThoseWhoRunTheRelay() {
        RelayException said =
                reader(Kind.OPENAI, "{}")
                        .ofAnswer(
                                500,
                                Headers.none(),
                                "boom\n\u0000 at org-1 with sk-secret-0123456789".getBytes(UTF_8));

        assertEquals("boom\\n\\u0000 at org-1 with ***", said.said());
        assertTrue(
                reader(Kind.OPENAI, "{}")
                                .ofAnswer(500, Headers.none(), new byte[5_000_000])
                                .said()
                                .length()
                        < 10_000);
    }

    @ParameterizedTest
    @CsvSource({"400,rate_limit_exceeded", "503,Throttling.RateQuota", "429,rate_limit_exceeded"})
    void aPauseIsTakenWithTheWordThatAsksForIt(int status, String word) {
        var headers = Headers.of("retry-after", "60");
        byte[] body = ("{\"error\":{\"code\":\"" + word + "\"}}").getBytes(UTF_8);
        assertEquals(
                new UpstreamFault.UpstreamBusy(Duration.ofSeconds(60)),
                reader(Kind.OPENAI, "{}").ofAnswer(status, headers, body).failure());
    }
}
