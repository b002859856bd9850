package dev.airelay.upstream;

import java.util.Map;
import java.util.Set;

/// Which models a channel serves, and what they are called there.
///
/// @param models what it serves; the single entry `*` means every model
/// @param mapping asked model → sent model, for those that have another name there; others are sent
///   as asked
public record ServedModels(Set<String> models, Map<String, String> mapping) {
    /// Every model, under its own name.
    public static final ServedModels ALL = new ServedModels(Set.of("*"), Map.of());

    public ServedModels {
        models = Set.copyOf(models);
        mapping = Map.copyOf(mapping);
    }

    public boolean has(String model) {
        return models.contains("*") || models.contains(model) || mapping.containsKey(model);
    }
}
