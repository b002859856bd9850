package dev.airelay.catalog;

import dev.airelay.contract.RevisionedContract;
import java.util.List;

/// What every [ModelStore] does.
public interface ModelStoreContract extends RevisionedContract<Model> {
    /// A store with nothing in it.
    ModelStore store();

    @Override
    default Kind<Model> kind() {
        return new Kind<>(
                new Model("smart", "gpt-5", List.of("claude-opus-5", "gpt-4o", "a/b c"), 0),
                Model.plain("m"),
                Model::withRevision,
                store()::all,
                store()::save);
    }
}
