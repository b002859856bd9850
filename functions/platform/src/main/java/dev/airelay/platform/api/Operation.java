package dev.airelay.platform.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a route takes and gives, for the document of the API: what the kit itself refuses is added
/// there. Immutable.
///
/// @param summary one line
/// @param queries parameters by name, none of them required
/// @param body what it takes; empty: nothing
/// @param answers by status; an empty one has no body
/// @param refusals codes of its own, by status
public record Operation(
        String summary,
        Map<String, Schema> queries,
        Optional<Schema> body,
        boolean once,
        Map<Integer, Optional<Schema>> answers,
        Map<Integer, List<String>> refusals) {
    static final Operation UNSAID = of("");

    public static Operation of(String summary) {
        return new Operation(summary, Map.of(), Optional.empty(), false, Map.of(), Map.of());
    }

    /// With a parameter of the query.
    public Operation asks(String name, Schema schema) {
        return new Operation(summary, with(queries, name, schema), body, once, answers, refusals);
    }

    /// With those of a page, and its answer.
    public Operation lists(Schema item, int most) {
        return asks("limit", Schema.whole(1, most))
                .asks("cursor", Schema.text())
                .gives(200, Schema.page(item))
                .refuses(400, "invalid_cursor");
    }

    public Operation takes(Schema schema) {
        return new Operation(summary, queries, Optional.of(schema), once, answers, refusals);
    }

    /// A call with an `Idempotency-Key` that is sent twice is done once.
    ///
    /// @param code what the second one is refused with, by 409
    public Operation doneOnce(String code) {
        return new Operation(summary, queries, body, true, answers, refusals).refuses(409, code);
    }

    public Operation gives(int status, Schema schema) {
        return new Operation(
                summary, queries, body, once, with(answers, status, Optional.of(schema)), refusals);
    }

    /// 204.
    public Operation givesNothing() {
        return new Operation(
                summary, queries, body, once, with(answers, 204, Optional.empty()), refusals);
    }

    public Operation refuses(int status, String code) {
        var codes = new ArrayList<>(refusals.getOrDefault(status, List.of()));
        codes.add(code);
        return new Operation(
                summary, queries, body, once, answers, with(refusals, status, List.copyOf(codes)));
    }

    private static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
        var more = new LinkedHashMap<>(map);
        more.put(key, value);
        return more;
    }
}
