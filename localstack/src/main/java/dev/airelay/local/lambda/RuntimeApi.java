package dev.airelay.local.lambda;

import dev.airelay.http.Headers;
import dev.airelay.local.lambda.EnvironmentState.Phase;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.function.Consumer;

/// What the calls of the Runtime API mean for one environment.
///
/// States are enforced as in Lambda's own code
/// (https://github.com/aws/aws-lambda-runtime-interface-emulator, internal/lambda/rapi, read
/// 2026-11-21): an answer out of order gets 403. Answers are passed on chunk by chunk. Slips that
/// Lambda forgives but documents go to `warnings`.
final class RuntimeApi {
    private static final String ROOT = "/2018-06-01/runtime/";
    private static final String ECHO = "lambda-runtime-invocation-id";
    private static final String ERROR_TYPE = "lambda-runtime-function-error-type";
    private static final long STREAM_LIMIT = 200L * 1024 * 1024;

    private final EnvironmentState state;
    private final FunctionSettings settings;
    private final String token;
    private final InstantSource clock;
    private final Consumer<String> warnings;

    /// @param token what the credentials endpoint expects as its authorization
    RuntimeApi(
            EnvironmentState state,
            FunctionSettings settings,
            String token,
            InstantSource clock,
            Consumer<String> warnings) {
        this.state = state;
        this.settings = settings;
        this.token = token;
        this.clock = clock;
        this.warnings = warnings;
    }

    /// What goes back to the runtime.
    record Answer(
            int status, Headers headers, @SuppressWarnings("ArrayRecordComponent") byte[] body) {
        static Answer json(int status, String body) {
            return new Answer(
                    status,
                    Headers.of("content-type", "application/json"),
                    body.getBytes(StandardCharsets.UTF_8));
        }

        static Answer accepted() {
            return json(202, "{\"status\":\"OK\"}");
        }

        static Answer error(int status, String type, String message) {
            return json(
                    status,
                    "{\"errorType\":\"" + type + "\",\"errorMessage\":\"" + message + "\"}");
        }
    }

    /// Answers one call; blocks for as long as the call is meant to.
    Answer call(ApiRequest request) throws IOException, InterruptedException {
        if (request.path().equals("/2021-04-23/credentials")) {
            return credentials(request);
        }
        if (!request.path().startsWith(ROOT)) {
            return unknown(request);
        }
        var path = request.method() + " " + request.path().substring(ROOT.length());
        return switch (path) {
            case "GET invocation/next" -> next();
            case "GET restore/next" -> restoreNext(request);
            case "POST init/error" ->
                    lifeError(request, EnumSet.of(Phase.INITIALISING, Phase.SNAPSHOT));
            case "POST restore/error" -> lifeError(request, EnumSet.of(Phase.RESTORING));
            default -> answerOf(request, path);
        };
    }

    private Answer answerOf(ApiRequest request, String path)
            throws IOException, InterruptedException {
        var parts = path.split("/", -1);
        if (parts.length != 3 || !parts[0].equals("POST invocation")) {
            return unknown(request);
        }
        return switch (parts[2]) {
            case "response" -> response(request, parts[1]);
            case "error" -> error(request, parts[1]);
            default -> unknown(request);
        };
    }

    private Answer next() throws InterruptedException {
        if (!state.step(
                EnumSet.of(Phase.INITIALISING, Phase.RESTORING, Phase.RESPONDED), Phase.READY)) {
            return outOfOrder("invocation/next");
        }
        if (state.await(Phase.INVOKED) == Phase.ENDED) {
            return Answer.error(500, "Runtime.Ended", "container error");
        }
        var invocation = state.current();
        var headers =
                Headers.of("content-type", "application/json").toBuilder()
                        .add("lambda-runtime-aws-request-id", invocation.requestId())
                        .add(
                                "lambda-runtime-deadline-ms",
                                Long.toString(invocation.deadline().toEpochMilli()))
                        .add("lambda-runtime-invoked-function-arn", arn())
                        .add("lambda-runtime-trace-id", invocation.traceId())
                        .add(ECHO, invocation.invocationId())
                        .build();
        return new Answer(200, headers, invocation.event());
    }

    private Answer restoreNext(ApiRequest request) throws IOException, InterruptedException {
        if (!settings.snapStart()) {
            return unknown(request);
        }
        if (!state.step(EnumSet.of(Phase.INITIALISING), Phase.SNAPSHOT)) {
            return outOfOrder("restore/next");
        }
        return state.await(Phase.RESTORING) == Phase.ENDED
                ? Answer.error(500, "Runtime.Ended", "container error")
                : new Answer(200, Headers.none(), new byte[0]);
    }

    private Answer lifeError(ApiRequest request, EnumSet<Phase> allowed) throws IOException {
        var message = request.body().text();
        if (!allowed.contains(state.phase())) {
            return outOfOrder(request.path());
        }
        state.end(
                new FunctionFailure(
                        request.headers().first(ERROR_TYPE).orElse("Runtime.Unknown"), message));
        return Answer.accepted();
    }

    private Answer response(ApiRequest request, String id)
            throws IOException, InterruptedException {
        var refusal = refusal(request, id);
        if (refusal.status() != 202) {
            request.body().skip();
            return refusal;
        }
        noteMissing(request.headers());
        var invocation = state.current();
        invocation.deliver(
                new Invocation.Part.Head(request.headers().first("content-type").orElse("")));
        try {
            return copy(request.body(), invocation);
        } catch (EOFException e) {
            invocation.fail("Runtime.TruncatedResponse");
            throw e;
        } finally {
            state.step(EnumSet.of(Phase.RESPONDING), Phase.RESPONDED);
        }
    }

    private Answer copy(ApiBody body, Invocation invocation)
            throws IOException, InterruptedException {
        var copied = 0L;
        for (var piece = body.next(); piece.length > 0; piece = body.next()) {
            copied += piece.length;
            if (copied > STREAM_LIMIT) {
                invocation.fail("Function.ResponseSizeTooLarge");
                return Answer.error(413, "RequestEntityTooLarge", "The response exceeds 200 MB");
            }
            invocation.deliver(new Invocation.Part.Bytes(piece));
        }
        invocation.deliver(new Invocation.Part.End(body.trailers().asMap()));
        return Answer.accepted();
    }

    private Answer error(ApiRequest request, String id) throws IOException {
        if (state.phase() == Phase.RESPONDING) {
            warnings.accept(
                    "error was called while the response is open: in Lambda both calls block for ever");
        }
        request.body().skip();
        var refusal = refusal(request, id);
        if (refusal.status() != 202) {
            return refusal;
        }
        state.current().fail(request.headers().first(ERROR_TYPE).orElse("Runtime.Unknown"));
        state.step(EnumSet.of(Phase.RESPONDING), Phase.RESPONDED);
        return Answer.accepted();
    }

    /// Takes the only answer that an invocation gets, or says with a status other than 202 why not.
    private Answer refusal(ApiRequest request, String id) {
        var phase = state.phase();
        var underWay = EnumSet.of(Phase.INVOKED, Phase.RESPONDING, Phase.RESPONDED).contains(phase);
        if (underWay && !state.current().requestId().equals(id)) {
            return Answer.error(400, "InvalidRequestID", "Invalid request ID");
        }
        if (phase == Phase.INVOKED) {
            var echo = request.headers().first(ECHO).orElse("");
            if (!echo.equals(state.current().invocationId())) {
                warnings.accept(
                        echo.isEmpty()
                                ? "the invocation id was not echoed"
                                : "another invocation id was echoed");
                if (settings.strictEcho()) {
                    return Answer.error(
                            echo.isEmpty() ? 400 : 403,
                            "InvalidInvocationID",
                            "Invalid invocation ID");
                }
            }
        }
        return state.step(EnumSet.of(Phase.INVOKED), Phase.RESPONDING)
                ? Answer.accepted()
                : outOfOrder("an answer");
    }

    private void noteMissing(Headers headers) {
        if (!headers.has("content-type")) {
            warnings.accept("the response has no Content-Type");
        }
        if (!headers.first("lambda-runtime-function-response-mode")
                .orElse("")
                .equalsIgnoreCase("streaming")) {
            warnings.accept("the response has no Lambda-Runtime-Function-Response-Mode: streaming");
        }
        if (headers.has("transfer-encoding") && !headers.has("trailer")) {
            warnings.accept("the response does not announce its trailers");
        }
    }

    private Answer credentials(ApiRequest request) {
        if (!request.headers().first("authorization").orElse("").equals(token)) {
            return Answer.error(401, "Unauthorized", "the token is missing or wrong");
        }
        return Answer.json(
                200,
                """
                {"AccessKeyId":"local","SecretAccessKey":"local","Token":"local","Expiration":"%s"}\
                """
                        .formatted(clock.instant().plus(Duration.ofHours(6))));
    }

    private Answer outOfOrder(String call) {
        return Answer.error(
                403, "InvalidStateTransition", call + " is not allowed while " + state.phase());
    }

    private String arn() {
        return "arn:aws:lambda:us-east-1:000000000000:function:" + settings.name() + ":live";
    }

    private static Answer unknown(ApiRequest request) throws IOException {
        request.body().skip();
        return Answer.error(404, "NotFound", "no such endpoint");
    }
}
