package dev.airelay.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.airelay.contract.Race;
import dev.airelay.failure.StaleRecordException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every [GroupStore] does.
public interface GroupStoreContract {
    /// A store with nothing in it.
    GroupStore store();

    private static Group any(String name) {
        return new Group(name, "For " + name, Map.of("channel-1", 7, "channel-2", -3), 0);
    }

    @Test
    default void whatIsSavedComesBackAsItWas() {
        assertEquals(List.of(), store().all());
        Group bare = new Group("bare", "", Map.of(), 0);

        assertEquals(any("full").withRevision(1), store().save(any("full")));
        assertEquals(bare.withRevision(1), store().save(bare));

        assertEquals(
                Set.of(any("full").withRevision(1), bare.withRevision(1)),
                Set.copyOf(store().all()));
    }

    @Test
    default void anOldCopyCannotOverwriteANewerOne() {
        Group first = store().save(any("a"));
        Group second = store().save(first);

        assertThrows(StaleRecordException.class, () -> store().save(first));
        assertThrows(StaleRecordException.class, () -> store().save(any("a")));
        assertThrows(StaleRecordException.class, () -> store().save(any("b").withRevision(3)));
        assertEquals(List.of(second), store().all());
    }

    @Test
    default void ofManyWhoCreateTheSameOneWins() throws Exception {
        var won =
                Race.run(
                        8,
                        _ ->
                                () -> {
                                    try {
                                        return store().save(any("raced")).revision();
                                    } catch (StaleRecordException late) {
                                        return 0L;
                                    }
                                });

        assertEquals(1, won.stream().filter(revision -> revision == 1).count());
    }
}
