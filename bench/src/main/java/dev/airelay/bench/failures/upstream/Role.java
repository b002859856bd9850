package dev.airelay.bench.failures.upstream;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Which of the gateway's two upstreams is called: the first part of the path tells.
///
/// Each counts tokens in its own way, so that an answer's usage tells whose it is.
public enum Role {
    PRIMARY(101, 60),
    FALLBACK(202, 62);

    private final int inputTokens;
    private final int outputTokens;

    Role(int inputTokens, int outputTokens) {
        this.inputTokens = inputTokens;
        this.outputTokens = outputTokens;
    }

    public int inputTokens() {
        return inputTokens;
    }

    public int outputTokens() {
        return outputTokens;
    }

    /// As it stands in paths, and in the model that answers name.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The role that a path is addressed to; empty when it is nobody's.
    static Optional<Role> ofPath(String path) {
        return Arrays.stream(values())
                .filter(role -> path.startsWith("/" + role.label() + "/"))
                .findFirst();
    }
}
