package dev.airelay.local.lambda;

/// A function environment failed in a way that Lambda has a name for.
public final class FunctionFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final String type;

    /// @param type Lambda's name of the failure, such as `Runtime.ExitError` or `Sandbox.Timedout`
    FunctionFailure(String type, String message) {
        super(type + ": " + message);
        this.type = type;
    }

    public String type() {
        return type;
    }
}
