package dev.airelay.coding;

/// A content coding that is not known here.
public final class UnknownCodingException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String name;

    UnknownCodingException(String name) {
        super("unknown content coding");
        this.name = name;
    }

    /// As it was sent, in lower case.
    public String name() {
        return name;
    }
}
