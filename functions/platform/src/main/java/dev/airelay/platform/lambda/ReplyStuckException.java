package dev.airelay.platform.lambda;

import java.io.IOException;
import java.time.Duration;

/// The exchange was cut and the client reads too slowly to make room for this write in time.
///
/// The refused write left nothing behind, and 8 KB are still accepted at once: enough for the
/// in-band error, which reaches the client if it reads on before the deadline.
public final class ReplyStuckException extends IOException {
    ReplyStuckException(Duration grace) {
        super(
                "no room for the write within "
                        + grace.toMillis()
                        + " ms after the exchange was cut");
    }
}
