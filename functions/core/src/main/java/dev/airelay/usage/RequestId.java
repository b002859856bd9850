package dev.airelay.usage;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The relay's own name of a request: `req_`, twelve hex digits of its arrival in milliseconds
/// since 1970, and twenty of chance. Ids sort by time.
public final class RequestId {
    private static final String PREFIX = "req_";
    private static final int TIME_DIGITS = 12;
    private static final int RANDOM_BYTES = 10;

    private RequestId() {}

    /// @param random a cryptographic source: ids must differ between environments restored from one
    ///   snapshot
    public static String of(Instant arrival, RandomGenerator random) {
        byte[] chance = new byte[RANDOM_BYTES];
        random.nextBytes(chance);
        HexFormat hex = HexFormat.of();
        return PREFIX
                + hex.toHexDigits(arrival.toEpochMilli(), TIME_DIGITS)
                + hex.formatHex(chance);
    }

    /// When the request arrived; empty for a text that is no request id.
    public static Optional<Instant> arrival(String id) {
        if (!id.startsWith(PREFIX) || id.length() < PREFIX.length() + TIME_DIGITS) {
            return Optional.empty();
        }
        try {
            long millis =
                    HexFormat.fromHexDigitsToLong(
                            id, PREFIX.length(), PREFIX.length() + TIME_DIGITS);
            return Optional.of(Instant.ofEpochMilli(millis));
        } catch (IllegalArgumentException | DateTimeException _) {
            return Optional.empty();
        }
    }
}
