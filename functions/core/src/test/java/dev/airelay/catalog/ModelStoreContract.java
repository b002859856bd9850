package dev.airelay.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.airelay.contract.Race;
import dev.airelay.failure.StaleRecordException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every [ModelStore] does.
public interface ModelStoreContract {
    /// A store with nothing in it.
    ModelStore store();

    private static Model any(String name) {
        return new Model(name, "gpt-5", List.of("claude-opus-5", "gpt-4o", "a/b c"), 0);
    }

    @Test
    default void whatIsSavedComesBackAsItWas() {
        assertEquals(List.of(), store().all());
        Model bare = Model.plain("bare");

        assertEquals(any("full").withRevision(1), store().save(any("full")));
        assertEquals(bare.withRevision(1), store().save(bare));

        assertEquals(
                Set.of(any("full").withRevision(1), bare.withRevision(1)),
                Set.copyOf(store().all()));
    }

    @Test
    default void anOldCopyCannotOverwriteANewerOne() {
        Model first = store().save(any("a"));
        Model second = store().save(first);

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
