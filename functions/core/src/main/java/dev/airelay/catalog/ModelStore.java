package dev.airelay.catalog;

import java.util.List;

/// Where models are kept for good. Safe for use by many threads.
///
/// Writes are conditional on the revision. All throw [dev.airelay.failure.StoreException] when the
/// store does not answer.
public interface ModelStore {
    /// Every model, by a strongly consistent read.
    List<Model> all();

    /// Creates (revision 0) or changes a model; returns it with its next revision.
    ///
    /// @throws dev.airelay.failure.StaleRecordException when somebody else was faster
    Model save(Model model);
}
