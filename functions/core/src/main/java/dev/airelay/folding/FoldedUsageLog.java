package dev.airelay.folding;

import dev.airelay.account.Charge;
import dev.airelay.usage.Outcome;
import dev.airelay.usage.UsageLog;
import dev.airelay.usage.UsageRecord;
import java.time.Duration;
import java.util.function.Consumer;

/// A usage log that hands on what each new record costs, for logs that have no stream.
public final class FoldedUsageLog implements UsageLog {
    private static final Duration REMEMBERED = Duration.ofDays(90);

    private final UsageLog log;
    private final Consumer<Charge> fold;

    /// @param fold takes each charge once, on the thread that writes the record
    public FoldedUsageLog(UsageLog log, Consumer<Charge> fold) {
        this.log = log;
        this.fold = fold;
    }

    @Override
    public boolean write(UsageRecord usage) {
        boolean written = log.write(usage);
        if (written && usage.outcome().bookable(usage.cost())) {
            fold.accept(charge(usage));
        }
        return written;
    }

    private static Charge charge(UsageRecord usage) {
        return new Charge(
                usage.requestId(),
                usage.userId(),
                usage.cost(),
                usage.startedAt().plus(REMEMBERED),
                new Charge.Use(
                        usage.startedAt(),
                        usage.keyId(),
                        usage.askedModel(),
                        usage.channelId(),
                        usage.group(),
                        usage.outcome() == Outcome.SUCCESS,
                        usage.tokens(),
                        usage.totalMillis()));
    }
}
