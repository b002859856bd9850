package dev.airelay.settle;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.airelay.folding.Upkeep;
import org.jspecify.annotations.Nullable;

/// Runs the upkeep when the schedule says so, for the managed Java runtime. Runs that overlap, or
/// come again after a failure, do nothing twice.
public final class UpkeepFunction implements RequestHandler<ScheduledEvent, @Nullable Void> {
    private final Upkeep upkeep;

    /// What Lambda calls; reads the environment.
    public UpkeepFunction() {
        this(SettleFunction.start().upkeep());
    }

    public UpkeepFunction(Upkeep upkeep) {
        this.upkeep = upkeep;
    }

    @Override
    public @Nullable Void handleRequest(ScheduledEvent event, @Nullable Context context) {
        upkeep.run();
        return null;
    }
}
