package dev.airelay.failure;

import org.jspecify.annotations.Nullable;

/// The one exception of the domain: carries a [Failure] to where it is answered.
///
/// It has no stack trace of its own (it is an answer, not a defect); a cause, if there is one,
/// keeps its own.
public final class RelayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;
    private final transient String said;

    public RelayException(Failure failure) {
        this(failure, "", null);
    }

    public RelayException(Failure failure, @Nullable Throwable cause) {
        this(failure, "", cause);
    }

    /// @param said see [#said()]
    public RelayException(Failure failure, String said) {
        this(failure, said, null);
    }

    private RelayException(Failure failure, String said, @Nullable Throwable cause) {
        super(failure.metric(), cause, false, false);
        this.failure = failure;
        this.said = said;
    }

    public Failure failure() {
        return failure;
    }

    /// The upstream's own words about it, without its keys: for those who run the relay, never for
    /// clients or logs. Empty when it said nothing.
    public String said() {
        return said;
    }
}
