package dev.airelay.local.server;

import dev.airelay.http.Headers;

/// What comes before a body.
///
/// @param path raw, beginning with `/`, or `*`
/// @param query raw, without `?`
/// @param headers names in lower case, repeated ones joined
/// @param keepAlive whether the client wants to use the connection again
/// @param chunks whether it knows answers in chunks, which HTTP/1.0 did not
/// @param expectsContinue whether it waits to be told that its body is wanted
record RequestHead(
        String method,
        String path,
        String query,
        Headers headers,
        Framing framing,
        boolean keepAlive,
        boolean chunks,
        boolean expectsContinue) {}
