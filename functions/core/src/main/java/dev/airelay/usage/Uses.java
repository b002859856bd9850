package dev.airelay.usage;

import java.util.Map;
import java.util.TreeMap;

/// How often a request used what is paid by use and not by token: searches and other server tools,
/// images, seconds of audio.
///
/// @param counts use → how often; names are those that prices use, such as `web_search`. A use that
///   is not named did not happen
public record Uses(Map<String, Long> counts) {
    public static final Uses NONE = new Uses(Map.of());

    /// @throws IllegalArgumentException when a count is not positive
    public Uses {
        counts = Map.copyOf(counts);
        if (counts.values().stream().anyMatch(count -> count <= 0)) {
            throw new IllegalArgumentException("a use that happened less than once");
        }
    }

    /// One kind of use; none when it did not happen.
    public static Uses of(String use, long count) {
        return count > 0 ? new Uses(Map.of(use, count)) : NONE;
    }

    public long count(String use) {
        return counts.getOrDefault(use, 0L);
    }

    public boolean isEmpty() {
        return counts.isEmpty();
    }

    /// @throws ArithmeticException when a sum is beyond 64 bits
    public Uses plus(Uses other) {
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() ? other : this;
        }
        var sums = new TreeMap<>(counts);
        other.counts.forEach((use, count) -> sums.merge(use, count, Math::addExact));
        return new Uses(sums);
    }
}
