package dev.airelay.quota;

import dev.airelay.failure.StoreException;
import dev.airelay.health.ChannelBoard;
import dev.airelay.health.HealthSnapshot;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// A board with another one behind it, for as long as the first does not answer. Safe for many
/// threads.
///
/// The boards do not know each other's notes: who swaps after a switch what the other board said is
/// told that it is not there, and looks again. Nor do they know each other's slots: around a switch
/// a channel may serve twice as many requests as it should.
///
/// Who enters may meet the one board and who leaves the other, or both by turns. A slot is given
/// back at the first always, and at the second too when it was taken there, which this object
/// remembers: the second is not asked about others, since as a rule it knows nothing and each look
/// costs. What the first misses for being away ends with its lease.
///
/// A [StoreException] means that the second did not answer either, or for [#leave] also that the
/// slot was taken at the first, which is away.
final class FallbackBoard implements ChannelBoard {
    private final ChannelBoard first;
    private final ChannelBoard second;
    private final StoreCircuit circuit;
    private final Set<Slot> takenAtSecond = ConcurrentHashMap.newKeySet();

    /// @param circuit that of the gate with the first board
    FallbackBoard(ChannelBoard first, ChannelBoard second, StoreCircuit circuit) {
        this.first = first;
        this.second = second;
        this.circuit = circuit;
    }

    private record Slot(String channelId, String holder) {}

    private <T> T call(String what, Function<ChannelBoard, T> call) {
        return circuit.attempt(what, () -> call.apply(first)).orElseGet(() -> call.apply(second));
    }

    @Override
    public HealthSnapshot healths() {
        return call("a look at channels", ChannelBoard::healths);
    }

    @Override
    public boolean swap(String channelId, String before, String after) {
        return call("a note of a channel", board -> board.swap(channelId, before, after));
    }

    @Override
    public boolean enter(String channelId, String holder, int most, Duration lease) {
        return circuit.attempt(
                        "a slot of a channel", () -> first.enter(channelId, holder, most, lease))
                .orElseGet(() -> enterSecond(channelId, holder, most, lease));
    }

    private boolean enterSecond(String channelId, String holder, int most, Duration lease) {
        boolean entered = second.enter(channelId, holder, most, lease);
        if (entered) {
            takenAtSecond.add(new Slot(channelId, holder));
        }
        return entered;
    }

    @Override
    public void leave(String channelId, String holder) {
        boolean left =
                circuit.attempt(
                                "a slot given back",
                                () -> {
                                    first.leave(channelId, holder);
                                    return true;
                                })
                        .orElse(false);
        if (takenAtSecond.remove(new Slot(channelId, holder))) {
            second.leave(channelId, holder);
        } else if (!left) {
            throw new StoreException(
                    "a slot was not given back at the first board",
                    new IllegalStateException("not told"));
        }
    }
}
