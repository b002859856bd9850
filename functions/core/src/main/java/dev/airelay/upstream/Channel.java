package dev.airelay.upstream;

import dev.airelay.secret.Identity;
import dev.airelay.secret.Sealed;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/// One configured upstream account.
///
/// @param provider whose prices hold for it; see [Kind#provider()]
/// @param baseUrl scheme, host and optional path prefix, without the dialect's own path:
///   `https://api.openai.com/v1`, `https://api.anthropic.com`
/// @param models what it serves; the single entry `*` means every model
/// @param mapping asked model → sent model, for those that have another name there; others are sent
///   as asked
/// @param priority higher is tried first
/// @param weight share among channels of the same priority, 1 or more
/// @param revision grows with each change of this record; starts at 1
public record Channel(
        String id,
        String name,
        Kind kind,
        String provider,
        URI baseUrl,
        Sealed key,
        Set<String> models,
        Map<String, String> mapping,
        int priority,
        int weight,
        Timeouts timeouts,
        boolean enabled,
        long revision) {
    public Channel {
        models = Set.copyOf(models);
        mapping = Map.copyOf(mapping);
    }

    /// Under which a channel's upstream key is sealed.
    public static Identity identity(String id) {
        return new Identity("channel", id);
    }

    public boolean serves(String model) {
        return models.contains("*") || models.contains(model) || mapping.containsKey(model);
    }

    public String sentModel(String asked) {
        return mapping.getOrDefault(asked, asked);
    }

    public Channel withRevision(long next) {
        return new Channel(
                id, name, kind, provider, baseUrl, key, models, mapping, priority, weight, timeouts,
                enabled, next);
    }

    public Channel withEnabled(boolean nowEnabled) {
        return new Channel(
                id,
                name,
                kind,
                provider,
                baseUrl,
                key,
                models,
                mapping,
                priority,
                weight,
                timeouts,
                nowEnabled,
                revision);
    }
}
