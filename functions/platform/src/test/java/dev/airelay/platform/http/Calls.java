package dev.airelay.platform.http;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.airelay.failure.Failure;
import dev.airelay.failure.RelayException;
import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.http.Cancellation;
import dev.airelay.http.Headers;
import dev.airelay.json.Spliced;
import dev.airelay.upstream.Timeouts;
import dev.airelay.upstream.UpstreamAnswer;
import dev.airelay.upstream.UpstreamCall;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.function.Executable;

/// What the tests of this room say again and again.
final class Calls {
    static final Timeouts PATIENT =
            new Timeouts(
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(20));

    private Calls() {}

    static HttpUpstreamClient client() {
        return new HttpUpstreamClient(
                new AddressGuard(AddressPolicy.ALLOW_LOOPBACK), InstantSource.system());
    }

    static Cancellation cancellation() {
        return new Cancellation(Instant.MAX);
    }

    static UpstreamCall post(URI uri, String body) {
        return new UpstreamCall(
                "POST",
                uri,
                Headers.of("content-type", "application/json"),
                Spliced.unchanged(body.getBytes(StandardCharsets.UTF_8)));
    }

    static UpstreamCall get(URI uri) {
        return new UpstreamCall("GET", uri, Headers.none(), Spliced.unchanged(new byte[0]));
    }

    static UpstreamAnswer call(HttpUpstreamClient client, UpstreamCall call) {
        return client.call(call, PATIENT, cancellation());
    }

    /// Calls, reads the body to its end and closes.
    static String fetch(HttpUpstreamClient client, UpstreamCall call) {
        try (var answer = call(client, call)) {
            return readAll(answer);
        }
    }

    static String readAll(UpstreamAnswer answer) {
        var all = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        for (int count; (count = answer.read(buffer, 0, buffer.length)) >= 0; ) {
            all.write(buffer, 0, count);
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    static Failure failureOf(Executable action) {
        return assertThrows(RelayException.class, action).failure();
    }

    static Failure broken(UpstreamBroken.How how) {
        return new UpstreamBroken(how);
    }
}
