package dev.airelay.bench.failures.wire;

/// Whether an answer comes as events or in one piece.
public enum Mode {
    STREAM("stream"),
    WHOLE("whole");

    private final String label;

    Mode(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
