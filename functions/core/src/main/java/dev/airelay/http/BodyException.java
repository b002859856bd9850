package dev.airelay.http;

/// A request's body that does not arrive whole.
public final class BodyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Why why;

    /// What went wrong on the way.
    public enum Why {
        /// Framed against the rules of the protocol; where it ends is unknown.
        MALFORMED,
        /// The client ended it before its end.
        BROKEN_OFF,
        /// It did not arrive in the time that the carrier grants.
        TOO_SLOW,
        /// The carrier holds as many bytes of bodies as it will.
        NO_ROOM
    }

    public BodyException(Why why, Throwable cause) {
        super(why.name(), cause);
        this.why = why;
    }

    public BodyException(Why why) {
        super(why.name());
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
