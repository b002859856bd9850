package dev.airelay.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// A plain secret in memory: an upstream key, a signing secret. Prints as stars; compares in
/// constant time.
public final class Secret {
    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    /// The text itself; whoever asks is responsible for where it goes.
    public String reveal() {
        return value;
    }

    /// The end of the text, for people to recognise it by; empty when the text has fewer than
    /// twelve characters, where four would give too much away.
    public String lastFour() {
        return value.length() < 12 ? "" : value.substring(value.length() - 4);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8),
                        that.value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return "***";
    }
}
