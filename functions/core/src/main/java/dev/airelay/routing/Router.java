package dev.airelay.routing;

import dev.airelay.upstream.Channel;
import dev.airelay.upstream.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/// Puts the channels that may serve a request into the order in which they are tried.
///
/// Enabled channels of the right kind that serve the model: those of the highest priority first,
/// and among equals a weighted draw without replacement. Pure but for the generator that is handed
/// in.
public final class Router {
    private Router() {}

    public static List<Channel> plan(
            List<Channel> channels, Kind kind, String model, RandomGenerator random) {
        var candidates = new ArrayList<>(candidates(channels, kind, model));
        if (candidates.size() < 2) {
            return candidates;
        }
        candidates.sort(Comparator.comparingInt(Channel::priority).reversed());
        var plan = new ArrayList<Channel>(candidates.size());
        while (!candidates.isEmpty()) {
            int priority = candidates.getFirst().priority();
            int tier =
                    (int)
                            candidates.stream()
                                    .takeWhile(channel -> channel.priority() == priority)
                                    .count();
            plan.add(candidates.remove(draw(candidates.subList(0, tier), random)));
        }
        return plan;
    }

    /// Those that may serve a request, in no particular order.
    public static List<Channel> candidates(List<Channel> channels, Kind kind, String model) {
        return channels.stream()
                .filter(channel ->
                        channel.enabled() && channel.kind() == kind && channel.serves(model))
                .toList();
    }

    /// Whether any channel of the kind is configured for the model, enabled or not.
    public static boolean knows(List<Channel> channels, Kind kind, String model) {
        return channels.stream()
                .anyMatch(channel -> channel.kind() == kind && channel.serves(model));
    }

    private static int draw(List<Channel> tier, RandomGenerator random) {
        long total = tier.stream().mapToLong(Channel::weight).sum();
        long point = random.nextLong(Math.max(1, total));
        for (int i = 0; i < tier.size(); i++) {
            point -= tier.get(i).weight();
            if (point < 0) {
                return i;
            }
        }
        return 0;
    }
}
