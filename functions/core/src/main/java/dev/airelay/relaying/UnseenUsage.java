package dev.airelay.relaying;

import dev.airelay.dialect.Call;
import dev.airelay.usage.Metered;
import dev.airelay.usage.Source;
import dev.airelay.usage.Tokens;

/// What an upstream has done for a client that left before anyone said what it was: it has read the
/// prompt, and written what was seen; where it writes unseen, as much more as its model usually
/// writes in that time.
final class UnseenUsage {
    private static final long MILLIS = 1_000;

    private UnseenUsage() {}

    /// @param seen what was counted on the way; nothing when no answer had begun
    /// @param millis since the upstream was asked
    static Metered of(Metered seen, Call call, UsageBound bound, long millis) {
        if (!call.endpoint().charged()) {
            return Metered.NOTHING;
        }
        Metered known =
                seen.source() == Source.NONE
                        ? Metered.counted(new Tokens(call.inputEstimate(), 0, 0, 0, 0, 0))
                        : seen;
        Tokens tokens = known.tokens();
        if (!bound.unseen()) {
            return known;
        }
        long hidden = Math.ceilDiv(millis * bound.capacity().tokensPerSecond(), MILLIS);
        long most = Math.max(tokens.output(), bound.most().outputTokens());
        long output = Math.min(most, tokens.output() + hidden);
        return known.with(
                new Tokens(
                        tokens.input(),
                        tokens.cacheRead(),
                        tokens.cacheWrite5m(),
                        tokens.cacheWrite1h(),
                        output,
                        tokens.reasoning() + output - tokens.output()));
    }
}
