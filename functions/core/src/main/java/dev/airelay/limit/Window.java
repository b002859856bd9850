package dev.airelay.limit;

/// The time over which a budget counts.
public enum Window {
    /// A day of UTC.
    DAY,
    /// A month of UTC.
    MONTH,
    /// A whole life.
    TOTAL
}
