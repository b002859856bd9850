package dev.airelay.settle;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.airelay.folding.Upkeep;
import dev.airelay.probing.Probes;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/// Runs the upkeep when the schedule says so, and the probes of channels behind it, for the managed
/// Java runtime. Runs that overlap, or come again after a failure, do nothing twice.
public final class UpkeepFunction implements RequestHandler<ScheduledEvent, @Nullable Void> {
    private static final System.Logger LOG = System.getLogger(UpkeepFunction.class.getName());

    private final Upkeep upkeep;
    private final Probes probes;

    /// What Lambda calls; reads the environment.
    public UpkeepFunction() {
        this(SettleFunction.start());
    }

    private UpkeepFunction(SettleWiring wiring) {
        this(wiring.upkeep(), wiring.probes());
    }

    public UpkeepFunction(Upkeep upkeep, Probes probes) {
        this.upkeep = upkeep;
        this.probes = probes;
    }

    @Override
    public @Nullable Void handleRequest(ScheduledEvent event, @Nullable Context context) {
        try {
            upkeep.run();
        } finally {
            probe();
        }
        return null;
    }

    /// Probes that cannot be made fail no invocation: the platform would repeat the upkeep for it.
    private void probe() {
        try {
            probes.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "channels could not be probed; the next run does", e);
        }
    }
}
