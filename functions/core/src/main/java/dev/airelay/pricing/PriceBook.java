package dev.airelay.pricing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All prices, ready to be asked. Immutable.
public final class PriceBook {
    public static final PriceBook EMPTY = new PriceBook(List.of());

    private record Subject(String provider, String model) {}

    private final Map<Subject, List<Price>> exact = new HashMap<>();
    private final Map<String, List<Price>> prefixes = new HashMap<>();

    /// @param prices in any order; of two with the same subject and start the later in the list
    ///   counts
    public PriceBook(List<Price> prices) {
        for (Price price : prices) {
            if (price.model().endsWith("*")) {
                prefixes.computeIfAbsent(price.provider(), _ -> new ArrayList<>()).add(price);
            } else {
                exact.computeIfAbsent(
                                new Subject(price.provider(), price.model()),
                                _ -> new ArrayList<>())
                        .add(price);
            }
        }
    }

    /// The price in force at a moment: that of the model's own name if there is one, else that of
    /// the longest beginning that fits. Empty when the model is not priced.
    public Optional<Price> at(String provider, String model, Instant when) {
        return newest(exact.getOrDefault(new Subject(provider, model), List.of()), when)
                .or(() -> byPrefix(provider, model, when));
    }

    private Optional<Price> byPrefix(String provider, String model, Instant when) {
        List<Price> fitting =
                prefixes.getOrDefault(provider, List.of()).stream()
                        .filter(price -> model.startsWith(prefix(price)))
                        .filter(price -> !price.validFrom().isAfter(when))
                        .toList();
        int longest = fitting.stream().mapToInt(price -> prefix(price).length()).max().orElse(0);
        return newest(
                fitting.stream().filter(price -> prefix(price).length() == longest).toList(), when);
    }

    private static String prefix(Price price) {
        return price.model().substring(0, price.model().length() - 1);
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
