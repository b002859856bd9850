package dev.airelay.platform.lambda;

import dev.airelay.http.Headers;
import java.io.IOException;
import java.time.Instant;

/// One piece of work as `/invocation/next` hands it out.
///
/// @param requestId names the invocation in later paths
/// @param echo `Lambda-Runtime-Invocation-Id`, to be sent back with the answer; empty when Lambda
///   sent none
/// @param deadline when Lambda kills the environment, wall clock
/// @param traceId the X-Ray trace header; empty when there is none
/// @param event the bytes of the event; nobody changes the array
record Invocation(
        String requestId,
        String echo,
        Instant deadline,
        String traceId,
        @SuppressWarnings("ArrayRecordComponent") byte[] event) {

    /// Source: <https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html> (read 2026-11-21).
    ///
    /// @throws IOException when the answer lacks what no invocation can do without
    static Invocation read(Answer next) throws IOException {
        Headers headers = next.headers();
        var requestId =
                headers.first("lambda-runtime-aws-request-id")
                        .orElseThrow(() -> new IOException("an invocation without a request id"));
        try {
            long deadline = Long.parseLong(headers.first("lambda-runtime-deadline-ms").orElse(""));
            return new Invocation(
                    requestId,
                    headers.first("lambda-runtime-invocation-id").orElse(""),
                    Instant.ofEpochMilli(deadline),
                    headers.first("lambda-runtime-trace-id").orElse(""),
                    next.body());
        } catch (NumberFormatException e) {
            throw new IOException("an invocation without a deadline", e);
        }
    }

    /// The id only: the event carries credentials and prompts.
    @Override
    public String toString() {
        return "invocation " + requestId;
    }
}
