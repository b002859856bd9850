package dev.airelay.platform.lambda;

/// The process cannot go on; already logged and, where there is an endpoint for it, reported.
final class Halt extends Exception {
    /// Start-up, or a Runtime API that cannot be talked to any more.
    static final int BROKEN = 1;

    /// A snapshot hook or the restore; the same number as AWS's own Java runtime uses. Source:
    /// <https://github.com/aws/aws-lambda-java-libs> (read 2026-11-21).
    static final int SNAPSHOT = 64;

    private final int code;

    Halt(int code, String message) {
        super(message);
        this.code = code;
    }

    int code() {
        return code;
    }
}
