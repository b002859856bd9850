package dev.airelay.failure;

import org.jspecify.annotations.Nullable;

/// The one exception of the domain: carries a [Failure] to where it is answered.
///
/// It has no stack trace of its own (it is an answer, not a defect); a cause, if there is one,
/// keeps its own.
public final class RelayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public RelayException(Failure failure) {
        this(failure, null);
    }

    public RelayException(Failure failure, @Nullable Throwable cause) {
        super(failure.metric(), cause, false, false);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
