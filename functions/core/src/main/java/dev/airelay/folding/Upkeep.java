package dev.airelay.folding;

import dev.airelay.account.Plans;
import dev.airelay.failure.StoreException;
import java.lang.System.Logger.Level;

/// What has to be done once a minute or so for the books to be complete: the [Sweep], and the next
/// periods of plans.
///
/// Slots of requests end with their leases, and gift cards with their day, wherever they are looked
/// at; neither needs anything here.
public final class Upkeep {
    private static final System.Logger LOG = System.getLogger(Upkeep.class.getName());

    private final Sweep sweep;
    private final Plans plans;

    public Upkeep(Sweep sweep, Plans plans) {
        this.sweep = sweep;
        this.plans = plans;
    }

    /// Does each, whatever becomes of the other.
    ///
    /// @throws StoreException when a store did not answer for one of them; the next run makes up
    ///   for it
    public void run() {
        try {
            var _ = sweep.sweep();
        } finally {
            int renewed = plans.renew();
            if (renewed > 0) {
                LOG.log(Level.INFO, "{0} plans have a new period, or none", renewed);
            }
        }
    }
}
