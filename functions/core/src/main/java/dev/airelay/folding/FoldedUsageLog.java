package dev.airelay.folding;

import dev.airelay.account.Charge;
import dev.airelay.usage.Outcome;
import dev.airelay.usage.UsageLog;
import dev.airelay.usage.UsageRecord;
import java.time.Duration;
import java.util.List;

/// A usage log that folds each record as soon as it is written, for logs that have no stream.
public final class FoldedUsageLog implements UsageLog {
    private static final Duration REMEMBERED = Duration.ofDays(90);

    private final UsageLog log;
    private final Fold fold;

    public FoldedUsageLog(UsageLog log, Fold fold) {
        this.log = log;
        this.fold = fold;
    }

    @Override
    public boolean write(UsageRecord usage) {
        boolean written = log.write(usage);
        if (written && usage.outcome().bookable(usage.cost())) {
            fold.fold(List.of(charge(usage)));
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
