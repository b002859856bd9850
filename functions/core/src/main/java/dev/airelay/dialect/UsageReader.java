package dev.airelay.dialect;

import dev.airelay.json.JsonLeaves;
import dev.airelay.usage.Metered;
import dev.airelay.usage.Source;
import dev.airelay.usage.Tokens;
import dev.airelay.usage.Uses;

/// Reads what an answer reports to have used, as any vendor writes it, and adds what it leaves out.
///
/// Follows the table in `docs/dialects/usage.md`. One answer, one thread; nothing is allocated
/// until a report comes.
public final class UsageReader {
    /// A step of an answer that was made in several. It costs nothing by itself, but each reads a
    /// prompt of its own.
    public static final String ITERATION = "iteration";

    private final UsageFigures told = new UsageFigures();
    private boolean complete;

    /// A report: the object that begins at `from`.
    ///
    /// @param prefix what its members are known by; empty for a usage object
    /// @param last whether it may be the last word on the output; a report that opens an answer is
    ///   not
    void read(byte[] text, int from, int to, String prefix, boolean last) {
        var leaves = JsonLeaves.of(text, from, to);
        leaves.forEach((path, value) -> told.put(prefix + path, value));
        complete |= last && !leaves.isEmpty();
    }

    /// A count outside of a usage object.
    void read(String name, String value) {
        told.put(name, value);
        complete = true;
    }

    /// Whether any output was reported.
    boolean tellsOutput() {
        return !told.isEmpty() && ReportedTokens.of(told).output() > 0;
    }

    /// @param seen what was counted, for what the report leaves out
    /// @param more whether text came that the report cannot have known of
    /// @param tier what the answer calls the tier that served it; empty when it does not
    Metered metered(Tokens seen, boolean more, String tier) {
        if (told.isEmpty()) {
            return Metered.counted(seen).withTier(tier);
        }
        Uses uses = ReportedUses.of(told).plus(Uses.of(ITERATION, Iterations.count(told)));
        return tokens(ReportedTokens.of(told), seen, more)
                .with(uses)
                .withTier(ReportedUses.tier(told, tier));
    }

    private Metered tokens(ReportedTokens report, Tokens seen, boolean more) {
        boolean wrote = seen.output() > 0;
        boolean prompt = report.prompt() > 0;
        boolean output = report.output() > 0 || (report.output() == 0 && !wrote);
        if (!prompt && report.output() <= 0) {
            return report.total() > seen.output() && report.input() < 0
                    ? totalOnly(report.total(), seen)
                    : Metered.counted(seen);
        }
        boolean beyond = more && seen.output() > report.output();
        long written =
                !output || beyond ? Math.max(report.output(), seen.output()) : report.output();
        var tokens =
                new Tokens(
                        prompt ? report.input() : seen.input(),
                        prompt ? report.cacheRead() : 0,
                        prompt ? report.cacheWrite5m() : 0,
                        prompt ? report.cacheWrite1h() : 0,
                        written,
                        Math.min(written, report.reasoning()));
        boolean known = prompt && output && complete && !beyond;
        return known ? Metered.reported(tokens) : Metered.counted(tokens);
    }

    /// Input that is counted, and the rest of the total as output; all of it as input when nothing
    /// was written.
    private static Metered totalOnly(long total, Tokens seen) {
        long written = seen.output();
        long input = written == 0 ? total : Math.min(seen.input(), total - written);
        return new Metered(
                new Tokens(input, 0, 0, 0, total - input, 0), Uses.NONE, "", Source.COUNTED);
    }
}
