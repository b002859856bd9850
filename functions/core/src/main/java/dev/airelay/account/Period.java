package dev.airelay.account;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// A stretch of time, by UTC, over which requests are counted together.
public enum Period {
    HOUR("uuuu-MM-dd'T'HH"),
    DAY("uuuu-MM-dd"),
    MONTH("uuuu-MM"),
    /// From the beginning on.
    EVER("'ever'");

    private final DateTimeFormatter format;

    Period(String pattern) {
        this.format = DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC);
    }

    /// The name of the one that a moment falls into, sorted as time goes: `2026-11-21T13`,
    /// `2026-11-21`, `2026-11`, `ever`.
    public String of(Instant when) {
        return format.format(when);
    }
}
