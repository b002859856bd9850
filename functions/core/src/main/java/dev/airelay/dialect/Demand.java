package dev.airelay.dialect;

import dev.airelay.json.JsonObject;
import java.util.Set;

/// The most that a request may have its upstream do, read once at the door.
///
/// @param thinks whether it asks for thoughts, which the client may see nothing of
/// @param keepsForAnHour whether some of its prompt may be cached for an hour, which costs more
/// @param continues whether the model also reads what only the upstream has, which is known once
///   somebody has estimated the input
/// @param others models that the upstream may serve it with instead of the one that it is sent for
public record Demand(
        OutputBound output,
        ServerTools tools,
        AskedTiers tiers,
        boolean thinks,
        boolean keepsForAnHour,
        boolean continues,
        Set<String> others) {
    /// Of a request that has nothing written.
    public static final Demand NOTHING =
            new Demand(
                    OutputBound.NOTHING,
                    ServerTools.NONE,
                    AskedTiers.USUAL,
                    false,
                    false,
                    false,
                    Set.of());

    public Demand {
        others = Set.copyOf(others);
    }

    /// @throws dev.airelay.failure.RelayException with `Malformed` naming the member that nobody
    ///   can reckon with
    static Demand of(Endpoint endpoint, JsonObject body, String model) {
        GovernedNames.mustBeSpelt(body);
        Set<String> others = OtherModels.of(body);
        if (!endpoint.writes()) {
            return new Demand(
                    OutputBound.NOTHING,
                    ServerTools.NONE,
                    AskedTiers.of(body),
                    false,
                    false,
                    false,
                    others);
        }
        return new Demand(
                OutputBound.of(endpoint, body),
                ServerTools.of(endpoint, body, model),
                AskedTiers.of(body),
                Thinking.isAsked(body),
                CacheLife.mayBeAnHour(body.bytes()),
                false,
                others);
    }

    /// The same of a request whose model also reads what only the upstream has.
    Demand continuing() {
        return new Demand(output, tools, tiers, thinks, keepsForAnHour, true, others);
    }
}
