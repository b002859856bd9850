package dev.airelay.catalog;

import java.util.ArrayList;
import java.util.List;

/// What a name that clients ask for stands for.
///
/// @param name as asked
/// @param target the model that is meant, for a name that is only another one's alias; empty: the
///   name itself. Not looked up again
/// @param fallbacks models to try in this order when no channel could serve the target; not looked
///   up again either, so chains end. A fallback is served only where it is spoken the way the
///   client speaks, and never to a key that may not ask for it
/// @param revision grows with each change of this record; starts at 1
public record Model(String name, String target, List<String> fallbacks, long revision) {
    public Model {
        fallbacks = List.copyOf(fallbacks);
    }

    /// A model that stands for itself and has no fallback.
    public static Model plain(String name) {
        return new Model(name, "", List.of(), 0);
    }

    /// What to look for: the target first, then the fallbacks.
    public List<String> chain() {
        var chain = new ArrayList<String>(1 + fallbacks.size());
        chain.add(target.isEmpty() ? name : target);
        fallbacks.stream().filter(model -> !chain.contains(model)).forEach(chain::add);
        return chain;
    }

    public Model withRevision(long next) {
        return new Model(name, target, fallbacks, next);
    }
}
