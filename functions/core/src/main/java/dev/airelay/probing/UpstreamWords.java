package dev.airelay.probing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.http.Headers;
import dev.airelay.json.JsonObject;
import dev.airelay.json.NotJsonException;
import dev.airelay.secret.Secret;
import java.util.Arrays;

/// What an upstream itself says about its failure, made fit to be shown to those who run the relay.
final class UpstreamWords {
    private static final int MOST_SHOWN = 300;

    /// So many characters in a row of a key are taken to be a part of it.
    private static final int TELLTALE = 8;

    private UpstreamWords() {}

    /// Empty for a page that is meant for browsers.
    static String of(Headers headers, byte[] body) {
        String type = headers.first("content-type").orElse("");
        boolean page = type.contains("html") || type.contains("xml");
        return page ? "" : of(new String(body, UTF_8));
    }

    /// The message of an error object, whichever of the usual shapes it has; the text itself when
    /// it has none of them.
    static String of(String text) {
        try {
            JsonObject body = JsonObject.read(text.getBytes(UTF_8));
            return body.object("error")
                    .flatMap(error -> error.text("message"))
                    .or(() -> body.text("message"))
                    .or(() -> body.text("error"))
                    .orElse(text);
        } catch (NotJsonException _) {
            return text;
        }
    }

    /// On one line, not too long, and without anything that looks like a part of the key.
    static String shown(String said, Secret key) {
        String line = starred(said, key.reveal()).replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() <= MOST_SHOWN ? line : line.substring(0, MOST_SHOWN) + "…";
    }

    private static String starred(String said, String key) {
        int window = Math.min(TELLTALE, key.length());
        if (window == 0) {
            return said;
        }
        boolean[] secret = new boolean[said.length()];
        for (int i = 0; i + window <= key.length(); i++) {
            String part = key.substring(i, i + window);
            for (int at = said.indexOf(part); at >= 0; at = said.indexOf(part, at + 1)) {
                Arrays.fill(secret, at, at + window, true);
            }
        }
        var shown = new StringBuilder(said.length());
        for (int i = 0; i < said.length(); i++) {
            if (!secret[i]) {
                shown.append(said.charAt(i));
            } else if (i == 0 || !secret[i - 1]) {
                shown.append("***");
            }
        }
        return shown.toString();
    }
}
