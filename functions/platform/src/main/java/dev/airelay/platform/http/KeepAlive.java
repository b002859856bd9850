package dev.airelay.platform.http;

import java.time.Duration;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpMessage;

/// For how long a connection may rest between two calls.
///
/// Short of the 60 seconds after which common load balancers close it (AWS ALB's default,
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html>,
/// read 2026-11-21), and a second short of what the upstream announces in `keep-alive: timeout=5`,
/// since a request that meets the closing on its way is lost.
final class KeepAlive {
    static final Duration LONGEST = Duration.ofSeconds(55);

    private static final Pattern TIMEOUT =
            Pattern.compile("timeout\\s*=\\s*\"?(\\d{1,9})", Pattern.CASE_INSENSITIVE);

    private KeepAlive() {}

    /// Zero when the upstream announces so little that the connection is not worth keeping.
    static Duration of(HttpMessage head) {
        var field = head.getFirstHeader(HttpHeaders.KEEP_ALIVE);
        var announced = TIMEOUT.matcher(field == null ? "" : field.getValue());
        if (!announced.find()) {
            return LONGEST;
        }
        long seconds = Long.parseLong(announced.group(1)) - 1;
        return Duration.ofSeconds(Math.clamp(seconds, 0, LONGEST.toSeconds()));
    }
}
