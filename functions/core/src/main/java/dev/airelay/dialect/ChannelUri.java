package dev.airelay.dialect;

import java.net.URI;
import java.util.Arrays;
import java.util.stream.Collectors;

/// A channel's base URL, an endpoint's path and a client's query, put together.
public final class ChannelUri {
    private ChannelUri() {}

    /// @param query the client's raw query; its parameter `key`, in which some clients carry
    ///   credentials, stays behind
    public static URI of(URI base, String path, String query) {
        String text = base.toString();
        String root = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        String kept =
                Arrays.stream(query.split("&"))
                        .filter(parameter ->
                                !parameter.isEmpty()
                                        && !parameter.equals("key")
                                        && !parameter.startsWith("key="))
                        .collect(Collectors.joining("&"));
        return URI.create(root + path + (kept.isEmpty() ? "" : "?" + kept));
    }
}
