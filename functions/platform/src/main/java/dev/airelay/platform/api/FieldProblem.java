package dev.airelay.platform.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is wrong with one field: a code for programs, which say it in their own words, and a
/// sentence for people. Never repeats a value.
///
/// @param params what the code leaves open, such as bounds; numbers and texts
public record FieldProblem(String code, String message, Map<String, Object> params) {
    /// Every code that there is.
    public static final List<String> CODES =
            List.of(
                    "missing",
                    "invalid",
                    "wrong_type",
                    "out_of_range",
                    "too_long",
                    "unknown_value");

    public FieldProblem {
        params = Map.copyOf(params);
        if (!CODES.contains(code)) {
            throw new IllegalArgumentException("no code of fields: " + code);
        }
    }

    static FieldProblem missing() {
        return new FieldProblem("missing", "is missing", Map.of());
    }

    static FieldProblem type(String message) {
        return new FieldProblem("wrong_type", message, Map.of());
    }

    /// Something that the code alone does not tell.
    public static FieldProblem invalid(String message) {
        return new FieldProblem("invalid", message, Map.of());
    }

    static FieldProblem range(long least, long most) {
        return new FieldProblem(
                "out_of_range",
                "must be a whole number from " + least + " to " + most,
                Map.of("least", least, "most", most));
    }

    /// @param what is counted, such as `characters`
    public static FieldProblem tooLong(long most, String what) {
        return new FieldProblem(
                "too_long", "must have at most " + most + " " + what, Map.of("most", most));
    }

    /// @param names two or more
    public static FieldProblem unknown(List<String> names) {
        var first = String.join(", ", names.subList(0, names.size() - 1));
        return new FieldProblem(
                "unknown_value",
                "must be " + first + " or " + names.getLast(),
                Map.of("values", String.join(" ", names)));
    }

    /// `{"code","message","params"?}`.
    ObjectNode json() {
        var view = Json.object().put("code", code).put("message", message);
        if (!params.isEmpty()) {
            var into = view.putObject("params");
            var sorted = new LinkedHashMap<String, @Nullable Object>();
            params.keySet().stream().sorted().forEach(name -> sorted.put(name, params.get(name)));
            sorted.forEach(into::putPOJO);
        }
        return view;
    }
}
