package dev.airelay.upstream;

import dev.airelay.secret.Identity;
import dev.airelay.secret.Sealed;
import java.net.URI;
import java.util.List;

/// One configured upstream account.
///
/// @param name tells channels apart for people, and clients see it in `x-proxy-provider`
/// @param revision grows with each change of this record; starts at 1
public record Channel(
        String id,
        String name,
        Target target,
        ServedModels served,
        Rank rank,
        ChannelPolicy policy,
        HealthCheck check,
        ChannelStatus status,
        long revision) {
    /// A new one with a single key and everything else as is usual: every model, no probes,
    /// enabled.
    public static Channel of(String id, Kind kind, URI baseUrl, Sealed key) {
        var keys = List.of(new UpstreamKey("1", key));
        return new Channel(
                id,
                id,
                new Target(kind, kind.provider(), baseUrl, keys),
                ServedModels.ALL,
                Rank.USUAL,
                ChannelPolicy.USUAL,
                HealthCheck.NONE,
                ChannelStatus.ENABLED,
                0);
    }

    /// Under which a channel's upstream keys are sealed.
    public static Identity identity(String id) {
        return new Identity("channel", id);
    }

    public Kind kind() {
        return target.kind();
    }

    public String provider() {
        return target.provider();
    }

    public URI baseUrl() {
        return target.baseUrl();
    }

    public Timeouts timeouts() {
        return policy.timeouts();
    }

    public boolean enabled() {
        return status.equals(ChannelStatus.ENABLED);
    }

    public boolean serves(String model) {
        return served.has(model);
    }

    public String sentModel(String asked) {
        return served.mapping().getOrDefault(asked, asked);
    }

    public Channel withName(String other) {
        return new Channel(id, other, target, served, rank, policy, check, status, revision);
    }

    public Channel withTarget(Target other) {
        return new Channel(id, name, other, served, rank, policy, check, status, revision);
    }

    public Channel withServed(ServedModels other) {
        return new Channel(id, name, target, other, rank, policy, check, status, revision);
    }

    public Channel withRank(Rank other) {
        return new Channel(id, name, target, served, other, policy, check, status, revision);
    }

    public Channel withPolicy(ChannelPolicy other) {
        return new Channel(id, name, target, served, rank, other, check, status, revision);
    }

    public Channel withCheck(HealthCheck other) {
        return new Channel(id, name, target, served, rank, policy, other, status, revision);
    }

    public Channel withStatus(ChannelStatus other) {
        return new Channel(id, name, target, served, rank, policy, check, other, revision);
    }

    public Channel withRevision(long next) {
        return new Channel(id, name, target, served, rank, policy, check, status, next);
    }
}
