package dev.airelay.routing;

import dev.airelay.upstream.Kind;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/// What a request wants of a route.
///
/// @param asker whose request it is, as [dev.airelay.health.Observation] knows it
/// @param kinds of channels that can be asked for it
/// @param group whose channels may serve it; empty: all
/// @param allows whether the key may be served by a fallback
/// @param conversation the same number for all requests of one conversation, which then go to the
///   same channel and key; empty: it belongs to none
public record RouteQuery(
        String asker,
        Set<Kind> kinds,
        String model,
        String group,
        Predicate<String> allows,
        OptionalLong conversation) {}
