package dev.airelay.bench.failures.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import javax.net.ssl.SSLSocketFactory;

/// Where a gateway listens.
///
/// @param prefix of every path, `/v1` as a rule; no slash at its end
public record Address(boolean tls, String host, int port, String prefix) {
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    public static Address loopback(int port) {
        return new Address(false, "127.0.0.1", port, "/v1");
    }

    /// @param url of the gateway; without a path `/v1` is meant
    /// @throws IllegalArgumentException when it is no http or https URL
    public static Address of(String url) {
        var uri = URI.create(url);
        boolean tls = "https".equals(uri.getScheme());
        if (uri.getHost() == null || !(tls || "http".equals(uri.getScheme()))) {
            throw new IllegalArgumentException("no http or https URL: " + url);
        }
        int usual = tls ? HTTPS : HTTP;
        String path = uri.getPath().replaceAll("/+$", "");
        return new Address(
                tls,
                uri.getHost(),
                uri.getPort() < 0 ? usual : uri.getPort(),
                path.isEmpty() ? "/v1" : path);
    }

    Socket connect() throws IOException {
        Socket socket =
                tls
                        ? SSLSocketFactory.getDefault().createSocket(host, port)
                        : new Socket(InetAddress.getByName(host), port);
        socket.setTcpNoDelay(true);
        return socket;
    }
}
