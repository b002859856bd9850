package dev.airelay.platform.settings;

import java.util.List;

/// The environment does not say what the function needs; the message lists all that is wrong, and
/// no values.
public final class BadSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadSettingsException(List<String> problems) {
        super("the environment cannot be used: " + String.join("; ", problems));
    }
}
