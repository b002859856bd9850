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
        Offer offer,
        Place place,
        Conduct conduct,
        HealthCheck check,
        Standing standing,
        long revision) {
    /// A new one with a single key and everything else as is usual: every model, no probes,
    /// enabled.
    public static Channel of(String id, Kind kind, URI baseUrl, Sealed key) {
        var keys = List.of(new UpstreamKey("1", key));
        return new Channel(
                id,
                id,
                new Target(kind, kind.provider(), baseUrl, keys),
                Offer.ALL,
                Place.USUAL,
                Conduct.USUAL,
                HealthCheck.NONE,
                Standing.ENABLED,
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
        return conduct.timeouts();
    }

    public boolean enabled() {
        return standing.equals(Standing.ENABLED);
    }

    public boolean serves(String model) {
        return offer.has(model);
    }

    public String sentModel(String asked) {
        return offer.mapping().getOrDefault(asked, asked);
    }

    public Channel withName(String other) {
        return new Channel(id, other, target, offer, place, conduct, check, standing, revision);
    }

    public Channel withTarget(Target other) {
        return new Channel(id, name, other, offer, place, conduct, check, standing, revision);
    }

    public Channel withOffer(Offer other) {
        return new Channel(id, name, target, other, place, conduct, check, standing, revision);
    }

    public Channel withPlace(Place other) {
        return new Channel(id, name, target, offer, other, conduct, check, standing, revision);
    }

    public Channel withConduct(Conduct other) {
        return new Channel(id, name, target, offer, place, other, check, standing, revision);
    }

    public Channel withCheck(HealthCheck other) {
        return new Channel(id, name, target, offer, place, conduct, other, standing, revision);
    }

    public Channel withStanding(Standing other) {
        return new Channel(id, name, target, offer, place, conduct, check, other, revision);
    }

    public Channel withRevision(long next) {
        return new Channel(id, name, target, offer, place, conduct, check, standing, next);
    }
}
