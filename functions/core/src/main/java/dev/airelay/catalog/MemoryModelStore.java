package dev.airelay.catalog;

import dev.airelay.failure.StaleRecordException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Models in this process only; gone when it ends.
public final class MemoryModelStore implements ModelStore {
    private final Map<String, Model> models = new HashMap<>();

    @Override
    public synchronized List<Model> all() {
        return List.copyOf(models.values());
    }

    @Override
    public synchronized Model save(Model model) {
        Model stored = models.get(model.name());
        if (model.revision() != (stored == null ? 0 : stored.revision())) {
            throw new StaleRecordException("model " + model.name());
        }
        Model saved = model.withRevision(model.revision() + 1);
        models.put(saved.name(), saved);
        return saved;
    }
}
