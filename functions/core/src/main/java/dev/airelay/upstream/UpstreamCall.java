package dev.airelay.upstream;

import dev.airelay.http.Headers;
import dev.airelay.json.Spliced;
import java.net.URI;

/// One request towards an upstream. Carries the upstream's credentials in its headers, so it never
/// prints them.
public record UpstreamCall(String method, URI uri, Headers headers, Spliced body) {
    @Override
    public String toString() {
        return method + " " + uri.getPath();
    }
}
