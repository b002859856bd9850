package dev.airelay.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.airelay.failure.StaleRecordException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// What every store does whose records carry a revision.
public interface RevisionedContract<R> {
    /// One kind of record, and its store with nothing in it.
    ///
    /// @param full every part of it says something
    /// @param bare hardly any does, and its name is another one
    record Kind<R>(
            R full, R bare, Revise<R> revise, Supplier<List<R>> all, UnaryOperator<R> save) {}

    /// The same record under another revision.
    @FunctionalInterface
    interface Revise<R> {
        R to(R record, long revision);
    }

    Kind<R> kind();

    private R full(long revision) {
        return kind().revise().to(kind().full(), revision);
    }

    private R save(R record) {
        return kind().save().apply(record);
    }

    @Test
    default void whatIsSavedComesBackAsItWas() {
        assertEquals(List.of(), kind().all().get());
        R bare = kind().revise().to(kind().bare(), 1);

        assertEquals(full(1), save(full(0)));
        assertEquals(bare, save(kind().bare()));

        assertEquals(Set.of(full(1), bare), Set.copyOf(kind().all().get()));
    }

    @Test
    default void anOldCopyCannotOverwriteANewerOne() {
        R first = save(full(0));
        R second = save(first);

        assertThrows(StaleRecordException.class, () -> save(first));
        assertThrows(StaleRecordException.class, () -> save(full(0)));
        assertThrows(StaleRecordException.class, () -> save(kind().revise().to(kind().bare(), 3)));
        assertEquals(List.of(second), kind().all().get());
    }

    @Test
    default void ofManyWhoCreateTheSameOneWins() throws Exception {
        var won =
                Race.run(
                        8,
                        _ ->
                                () -> {
                                    try {
                                        return save(full(0)).equals(full(1));
                                    } catch (StaleRecordException late) {
                                        return false;
                                    }
                                });

        assertEquals(1, won.stream().filter(one -> one).count());
    }
}
