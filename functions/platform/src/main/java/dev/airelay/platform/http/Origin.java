package dev.airelay.platform.http;

import java.net.URI;
import java.util.Locale;

/// The part of a URL that says where a connection leads. Calls to equal origins share connections.
///
/// @param host lower case; an IPv6 address is in brackets
record Origin(boolean tls, String host, int port) {
    /// @throws dev.airelay.failure.RelayException with `UpstreamBroken(ADDRESS)` when the URL is
    ///   not `http` or `https`, names no host that can be read as one, has a port outside 1–65535
    ///   or carries user info
    static Origin of(URI uri) {
        boolean tls = "https".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() == -1 ? defaultPort(tls) : uri.getPort();
        String host = uri.getHost();
        if (host == null
                || host.indexOf('%') >= 0 // the zone of a link-local address
                || uri.getRawUserInfo() != null
                || port < 1
                || port > 65535
                || !(tls || "http".equalsIgnoreCase(uri.getScheme()))) {
            throw AddressGuard.refusal();
        }
        return new Origin(tls, host.toLowerCase(Locale.ROOT), port);
    }

    /// As the `host` field wants it: without the port that goes without saying.
    String authority() {
        return port == defaultPort(tls) ? host : host + ":" + port;
    }

    /// The host as TLS wants it: an IPv6 address without its brackets.
    String tlsName() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static int defaultPort(boolean tls) {
        return tls ? 443 : 80;
    }
}
