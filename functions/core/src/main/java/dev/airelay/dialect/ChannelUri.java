package dev.airelay.dialect;

import java.net.URI;

/// A channel's base URL, an endpoint's path and a client's query, put together.
public final class ChannelUri {
    private ChannelUri() {}

    /// @param query the client's raw query, of which [ForwardedQuery] says what travels on
    public static URI of(URI base, String path, String query) {
        String text = base.toString();
        String root = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        String kept = ForwardedQuery.of(query);
        return URI.create(root + path + (kept.isEmpty() ? "" : "?" + kept));
    }
}
