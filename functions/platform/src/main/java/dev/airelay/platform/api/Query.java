package dev.airelay.platform.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Reads the parameters of a query and remembers everything that is wrong with them, so that one
/// answer tells it all. Unknown parameters are passed over, blank ones count as absent; of one that
/// was given twice both values are there, joined by a comma. Used by one thread.
public final class Query {
    private static final String CURSOR = "cursor";
    private static final String LIMIT = "limit";

    private final Map<String, String> parameters;
    private final Function<String, Optional<String>> placeOf;
    private final Problems problems = new Problems();
    private boolean foreignCursor;

    /// @param placeOf what a cursor of this list leads to; empty when it is none of this list
    Query(Map<String, String> parameters, Function<String, Optional<String>> placeOf) {
        this.parameters = parameters;
        this.placeOf = placeOf;
    }

    /// @param raw as the client sent it, without `?`
    /// @return decoded as forms are; what is no proper escape stays as it is
    static Map<String, String> parameters(String raw) {
        var parameters = new LinkedHashMap<String, String>();
        for (var pair : raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                var parts = pair.split("=", 2);
                parameters.merge(
                        decoded(parts[0]),
                        parts.length == 2 ? decoded(parts[1]) : "",
                        (first, second) -> first + "," + second);
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }

    /// Every parameter that may change what a list holds: all but `cursor` and `limit`.
    static SortedMap<String, String> filters(String raw) {
        var filters = new TreeMap<>(parameters(raw));
        filters.remove(CURSOR);
        filters.remove(LIMIT);
        return filters;
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isBlank());
    }

    /// `limit`: how many items a page has at most, from 1 to `most`.
    public int limit(int most, int otherwise) {
        var text = text(LIMIT);
        int limit =
                text.filter(digits -> digits.matches("[0-9]{1,9}"))
                        .map(Integer::parseInt)
                        .orElse(text.isPresent() ? 0 : otherwise);
        if (limit < 1 || limit > most) {
            problems.note(LIMIT, FieldProblem.range(1, most));
        }
        return limit;
    }

    /// One of several values.
    ///
    /// @param values two or more
    /// @param nameOf how a value is called in queries
    public <T> Optional<T> choice(String name, T[] values, Function<T, String> nameOf) {
        var given = text(name);
        var chosen =
                given.flatMap(text ->
                        Arrays.stream(values)
                                .filter(value -> nameOf.apply(value).equals(text))
                                .findAny());
        if (given.isPresent() && chosen.isEmpty()) {
            var names = Arrays.stream(values).map(nameOf).toList();
            problems.note(name, FieldProblem.unknown(names));
        }
        return chosen;
    }

    /// `cursor`: the place that the page before told to [Call#page]; empty for the first page.
    public String place() {
        var cursor = text(CURSOR);
        var place = cursor.flatMap(placeOf);
        foreignCursor = cursor.isPresent() && place.isEmpty();
        return place.orElse("");
    }

    /// @throws ApiException 400 naming every parameter that cannot be understood; with the code
    ///   `invalid_cursor` when it is nothing but the cursor
    public void refuseProblems() {
        if (foreignCursor && problems.isEmpty()) {
            throw new ApiException(
                    400, "invalid_cursor", "The cursor is none that this list has given you.");
        }
        if (foreignCursor) {
            problems.note(
                    CURSOR, FieldProblem.invalid("must be the nextCursor of an earlier answer"));
        }
        problems.refuse();
    }
}
