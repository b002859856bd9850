package dev.airelay.platform.api;

import java.util.LinkedHashMap;
import java.util.Map;

/// What is wrong with the fields of a body or the parameters of a query, by name, so that one
/// answer tells it all. Used by one thread.
final class Problems {
    private final Map<String, FieldProblem> byName = new LinkedHashMap<>();

    /// Of several things about one name the first stays.
    void note(String name, FieldProblem what) {
        byName.putIfAbsent(name, what);
    }

    boolean isEmpty() {
        return byName.isEmpty();
    }

    /// @throws ApiException 400 naming all of them, if there are any
    void refuse() {
        if (!byName.isEmpty()) {
            throw ApiException.badFields(byName);
        }
    }
}
