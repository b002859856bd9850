package dev.airelay.platform.api;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A path with named places, such as `/api/gift-cards/{card}/disable`. A place stands for one
/// segment of letters, digits, `-`, `_`, `.` and `~`.
final class PathTemplate {
    /// Fixed segments before places, so that the narrower of two templates is tried first.
    static final Comparator<PathTemplate> NARROWEST_FIRST =
            Comparator.comparing(PathTemplate::shape);

    private static final String WELL_FORMED = "(/([a-z0-9][a-z0-9._-]*|\\{[a-z][A-Za-z]*}))+";
    private static final String VALUE = "[A-Za-z0-9._~-]+";

    private final String text;
    private final List<String> segments;

    /// @throws IllegalArgumentException when it is no such path, or names two places alike
    PathTemplate(String text) {
        this.text = text;
        this.segments = segments(text);
        var names = new HashSet<String>();
        if (!text.matches(WELL_FORMED)
                || !segments.stream().filter(PathTemplate::isPlace).allMatch(names::add)) {
            throw new IllegalArgumentException("not a path template: " + text);
        }
    }

    static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }

    private static boolean isPlace(String segment) {
        return segment.startsWith("{");
    }

    /// The template without the names of its places, which sort behind everything fixed.
    String shape() {
        return text.replaceAll("\\{\\w+}", "~");
    }

    /// What stands in the places, by name; empty when the path is another one.
    Optional<Map<String, String>> places(List<String> path) {
        if (path.size() != segments.size()) {
            return Optional.empty();
        }
        var places = new HashMap<String, String>();
        for (int i = 0; i < path.size(); i++) {
            var segment = segments.get(i);
            if (isPlace(segment) && path.get(i).matches(VALUE)) {
                places.put(segment.substring(1, segment.length() - 1), path.get(i));
            } else if (!segment.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(places);
    }

    @Override
    public String toString() {
        return text;
    }
}
