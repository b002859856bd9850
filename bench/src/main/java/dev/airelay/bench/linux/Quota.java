package dev.airelay.bench.linux;

/// Whether a process may run, by what it has used since its period began.
///
/// As in the kernel: each period brings the same quota, what was not used is lost, and what was
/// used too much (it is looked at now and then only) is taken from the next.
final class Quota {
    private final long period;
    private final long quota;
    private long ends;
    private long mayUse;

    /// @param period in nanoseconds
    /// @param now the time from which periods are counted
    /// @param used CPU so far
    Quota(long period, double cores, long now, long used) {
        this.period = period;
        this.quota = Math.round(period * cores);
        this.ends = now + period;
        this.mayUse = used + quota;
    }

    /// @param now never earlier than the time before
    /// @param used CPU so far
    boolean allows(long now, long used) {
        while (now >= ends) {
            ends += period;
            mayUse = Math.min(mayUse, used) + quota;
        }
        return used < mayUse;
    }
}
