package dev.airelay.bench.failures.wire;

import java.util.Arrays;
import java.util.Optional;

/// A wire format that the suite plays from both sides.
public enum Dialect {
    CHAT("chat", "/chat/completions"),
    RESPONSES("responses", "/responses"),
    MESSAGES("messages", "/messages");

    private final String label;
    private final String path;

    Dialect(String label, String path) {
        this.label = label;
        this.path = path;
    }

    public String label() {
        return label;
    }

    /// Behind the API's prefix, `/v1` as a rule.
    public String path() {
        return path;
    }

    /// The dialect of a request's path; empty when it is another operation's.
    public static Optional<Dialect> ofPath(String path) {
        return Arrays.stream(values()).filter(one -> path.endsWith(one.path)).findFirst();
    }
}
