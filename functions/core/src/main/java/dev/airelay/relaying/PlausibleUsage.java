package dev.airelay.relaying;

import dev.airelay.dialect.ServerTools;
import dev.airelay.dialect.UsageReader;
import dev.airelay.usage.Metered;
import dev.airelay.usage.Source;
import dev.airelay.usage.Tokens;
import dev.airelay.usage.Uses;
import java.util.HashMap;

/// Whether an upstream's report can be true. One that is ten times beyond what the request could
/// use is charged at what it could.
final class PlausibleUsage {
    private static final long TIMES = 10;

    private static final long MOST_STEPS = 100;

    private PlausibleUsage() {}

    /// The same when it can be true.
    static Metered of(Metered metered, UsageBound bound) {
        if (metered.source() != Source.REPORTED) {
            return metered;
        }
        Tokens tokens = tokens(metered, bound);
        Uses uses = uses(metered.uses(), bound);
        return metered.with(tokens).with(uses);
    }

    /// A prompt may be many times its estimate when that is small, since upstreams add words of
    /// their own; but not more than the model takes, in each step of an answer that was made in
    /// several. The limit that the request sets holds for none of these steps but the last.
    private static Tokens tokens(Metered metered, UsageBound bound) {
        Tokens told = metered.tokens();
        long input = bound.most().inputTokens();
        long output = bound.most().outputTokens();
        long steps = steps(metered.uses());
        boolean promptFits =
                told.total() - told.output()
                        <= Math.max(TIMES * input, bound.capacity().contextTokens() * steps);
        boolean answerFits =
                told.output()
                        <= Math.max(
                                TIMES * output, bound.capacity().maxOutputTokens() * (steps - 1));
        if (promptFits && answerFits) {
            return told;
        }
        long written = answerFits ? told.output() : output;
        Tokens prompt = promptFits ? told : new Tokens(input, 0, 0, 0, 0, told.reasoning());
        return prompt.withOutput(written);
    }

    /// In how many steps an answer was made: the first, and one behind whatever brought more into
    /// the prompt.
    private static long steps(Uses uses) {
        return 1
                + uses.counts().entrySet().stream()
                        .filter(use ->
                                use.getKey().equals(UsageReader.ITERATION)
                                        || ServerTools.brings(use.getKey()))
                        .mapToLong(use -> Math.min(MOST_STEPS, use.getValue()))
                        .sum();
    }

    private static Uses uses(Uses told, UsageBound bound) {
        if (told.isEmpty()) {
            return told;
        }
        var plausible = new HashMap<String, Long>();
        told.counts()
                .forEach((use, count) -> {
                    long asked = bound.most().uses().count(use);
                    long most = asked > 0 ? asked : bound.usesUnasked();
                    boolean fits = count <= TIMES * most || !bound.tariff().charges(use);
                    plausible.put(use, fits ? count : most);
                });
        return new Uses(plausible);
    }
}
