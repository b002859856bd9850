package dev.airelay.local.walk;

import static java.util.Comparator.comparingInt;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The files that `docs/walk.md` names, as `room/File` in backticks: those on the way stand in the
/// first column of their station's table or in the paragraph of [#VALUES]; others are only
/// mentioned.
final class WalkDocument {
    static final String VALUES = "Values on the way:";
    private static final Pattern STATION = Pattern.compile("## \\d+\\. .+");
    private static final Pattern FILE = Pattern.compile("`((?:[a-z]+/)+[A-Z]\\w*)`");

    private final List<String> stations = new ArrayList<>();
    private final Map<String, Place> onTheWay = new TreeMap<>();
    private final Map<String, String> mentioned = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    private record Place(int line, String heading) {
        @Override
        public String toString() {
            return "line " + line + ", \"" + heading + "\"";
        }
    }

    WalkDocument(List<String> lines) {
        String heading = "";
        boolean values = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("## ")) {
                heading = line.substring(3);
            }
            var place = new Place(i + 1, heading);
            values = line.startsWith(VALUES) || (values && !line.isBlank());
            if (STATION.matcher(line).matches()) {
                stations.add(heading);
            } else if (values) {
                files(line).forEach(file -> name(file, place));
            } else if (line.startsWith("| `") && stations.contains(heading)) {
                String[] cells = line.split("\\|", 3);
                files(cells[1]).forEach(file -> name(file, place));
                files(cells[2]).forEach(file -> mentioned.put(file, place.toString()));
            } else {
                files(line).forEach(file -> mentioned.put(file, place.toString()));
            }
        }
    }

    private static Stream<String> files(String text) {
        return FILE.matcher(text).results().map(found -> found.group(1));
    }

    private void name(String file, Place place) {
        Place before = onTheWay.put(file, place);
        if (before != null) {
            problems.add(file + " is named twice: " + before + "; " + place);
        }
    }

    List<String> stations() {
        return List.copyOf(stations);
    }

    /// What it names without saying that a request passes there, with the place.
    Map<String, String> mentioned() {
        return Map.copyOf(mentioned);
    }

    /// What must be changed in the document, one line each, so that it tells what happens.
    ///
    /// @param passed every file that a request passes
    /// @param working those of them that do more than carry data, and so must be named
    List<String> problems(Set<String> passed, Set<String> working) {
        var all = new ArrayList<>(problems);
        var missing = new TreeSet<>(working);
        missing.removeAll(onTheWay.keySet());
        for (String file : missing) {
            all.add(file + " is passed, but not named; its room is named in " + neighbours(file));
        }
        onTheWay.forEach((file, place) -> {
            if (!passed.contains(file)) {
                all.add(file + " is named, but not passed: " + place);
            }
        });
        return all;
    }

    /// Where each station begins to name files of the same room.
    private String neighbours(String file) {
        Collection<Place> places =
                onTheWay.entrySet().stream()
                        .filter(named -> room(named.getKey()).equals(room(file)))
                        .map(Map.Entry::getValue)
                        .collect(
                                Collectors.toMap(
                                        Place::heading,
                                        place -> place,
                                        BinaryOperator.minBy(comparingInt(Place::line))))
                        .values();
        return places.isEmpty()
                ? "no line"
                : places.stream()
                        .sorted(comparingInt(Place::line))
                        .map(Place::toString)
                        .collect(Collectors.joining("; "));
    }

    private static String room(String file) {
        return file.substring(0, file.lastIndexOf('/'));
    }
}
