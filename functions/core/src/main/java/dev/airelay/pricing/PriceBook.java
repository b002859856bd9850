package dev.airelay.pricing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// All prices, ready to be asked. Immutable.
public final class PriceBook {
    public static final PriceBook EMPTY = new PriceBook(List.of());

    private static final Comparator<Family> LONGEST_FIRST =
            Comparator.<Family>comparingInt(family -> family.beginning().length()).reversed();

    private record Subject(String provider, String model) {}

    /// Models that begin alike, with the versions of their price.
    private record Family(String beginning, List<Price> versions) {}

    private final Map<Subject, List<Price>> exact = new HashMap<>();
    private final Map<String, List<Family>> families = new HashMap<>();

    /// @param prices in any order; of two with the same subject and start the later in the list
    ///   counts
    public PriceBook(List<Price> prices) {
        for (Price price : prices) {
            var subject = new Subject(price.provider(), price.model());
            exact.computeIfAbsent(subject, _ -> new ArrayList<>()).add(price);
        }
        exact.forEach((subject, versions) -> {
            String model = subject.model();
            if (model.endsWith("*")) {
                var family = new Family(model.substring(0, model.length() - 1), versions);
                families.computeIfAbsent(subject.provider(), _ -> new ArrayList<>()).add(family);
            }
        });
        families.values().forEach(list -> list.sort(LONGEST_FIRST));
    }

    /// The price in force at a moment: that of the model's own name if there is one, else that of
    /// the longest beginning that fits. Empty when the model is not priced.
    public Optional<Price> at(String provider, String model, Instant when) {
        return newest(exact.getOrDefault(new Subject(provider, model), List.of()), when)
                .or(() -> ofFamily(provider, model, when));
    }

    /// The models of a provider that have a price of their own in force at a moment; those of which
    /// only a family is priced cannot be named.
    public Set<String> models(String provider, Instant when) {
        return exact.entrySet().stream()
                .filter(entry -> entry.getKey().provider().equals(provider))
                .filter(entry -> newest(entry.getValue(), when).isPresent())
                .map(entry -> entry.getKey().model())
                .filter(model -> !model.endsWith("*"))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Optional<Price> ofFamily(String provider, String model, Instant when) {
        return families.getOrDefault(provider, List.of()).stream()
                .filter(family -> model.startsWith(family.beginning()))
                .flatMap(family -> newest(family.versions(), when).stream())
                .findFirst();
    }

    private static Optional<Price> newest(List<Price> versions, Instant when) {
        return versions.stream()
                .filter(price -> !price.validFrom().isAfter(when))
                .reduce((one, other) ->
                        Comparator.comparing(Price::validFrom).compare(one, other) > 0
                                ? one
                                : other);
    }
}
