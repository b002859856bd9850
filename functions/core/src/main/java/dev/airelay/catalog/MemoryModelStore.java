package dev.airelay.catalog;

import dev.airelay.memory.MemoryRecords;
import java.util.List;

/// Models in this process only; gone when it ends.
public final class MemoryModelStore implements ModelStore {
    private final MemoryRecords<Model> models =
            new MemoryRecords<>(Model::name, Model::revision, Model::withRevision);

    @Override
    public List<Model> all() {
        return models.all();
    }

    @Override
    public Model save(Model model) {
        return models.save(model);
    }
}
