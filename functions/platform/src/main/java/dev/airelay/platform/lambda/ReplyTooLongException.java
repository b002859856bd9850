package dev.airelay.platform.lambda;

import java.io.IOException;

/// The reply reached the most bytes that the platform streams; the client is still there.
///
/// The refused write left nothing behind, and 8 KB are still accepted: enough for the in-band error
/// that tells the client why its answer ends, followed by a `fail`.
public final class ReplyTooLongException extends IOException {
    ReplyTooLongException(long limit) {
        super("the reply may not be longer than " + limit + " bytes");
    }
}
