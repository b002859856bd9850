package dev.airelay.relaying;

import dev.airelay.dialect.Repair;
import dev.airelay.time.ExpiringCache;
import dev.airelay.upstream.Channel;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What the relay leaves out for which channel, because it was refused there. Safe for many
/// threads.
///
/// Each process finds out for itself, at the price of one refused call an hour, and a change of the
/// channel makes it ask again.
final class Repairs {
    private static final System.Logger LOG = System.getLogger(Repairs.class.getName());
    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final int MOST_REMEMBERED = 1_000;

    private record Place(String channelId, long revision, Repair repair) {}

    private final ExpiringCache<Place, Boolean> needed;

    Repairs(InstantSource clock) {
        needed = new ExpiringCache<>(clock, REMEMBERED, MOST_REMEMBERED);
    }

    private static Place place(Channel channel, Repair repair) {
        return new Place(channel.id(), channel.revision(), repair);
    }

    /// Those of what is added to a call that the channel is known to need.
    Set<Repair> known(Channel channel, List<Repair> additions) {
        return additions.stream()
                .filter(repair -> needed.get(place(channel, repair)).isPresent())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// What a failed call with these repairs could be made again with.
    ///
    /// @param said the upstream's words about its failure
    /// @return the repairs that it had, when its failure names nothing that was added
    static Set<Repair> after(Set<Repair> repairs, List<Repair> additions, String said) {
        return additions.stream()
                .filter(repair -> repairs.contains(repair) || repair.isNamedIn(said))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The channel answered once these were left out.
    void helped(Channel channel, Set<Repair> repairs) {
        for (Repair repair : repairs) {
            LOG.log(
                    Level.INFO,
                    "channel {0} refuses {1}, which is left out from now on",
                    channel.id(),
                    repair.name());
            needed.put(place(channel, repair), true);
        }
    }
}
