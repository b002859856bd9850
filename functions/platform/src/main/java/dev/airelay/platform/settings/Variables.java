package dev.airelay.platform.settings;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Reads environment variables and remembers everything that is wrong with them, so that one start
/// tells it all.
public final class Variables {
    private final Map<String, String> variables;
    private final List<String> problems = new ArrayList<>();

    public Variables(Map<String, String> variables) {
        this.variables = variables;
    }

    /// The value without surrounding blanks; `otherwise` when it is absent or blank.
    public String text(String name, String otherwise) {
        String value = variables.getOrDefault(name, "");
        return value.isBlank() ? otherwise : value.strip();
    }

    /// The value, whose absence is a problem; then empty.
    public String required(String name) {
        String value = text(name, "");
        if (value.isEmpty()) {
            problems.add(name + " is missing");
        }
        return value;
    }

    /// One of these words, of which the first is meant when the variable is absent; anything else
    /// is a problem.
    public String oneOf(String name, List<String> words) {
        String value = text(name, words.getFirst());
        if (words.contains(value)) {
            return value;
        }
        problems.add(name + " must be one of " + String.join(", ", words));
        return words.getFirst();
    }

    /// False when absent; anything but `true` and `false` is a problem.
    public boolean flag(String name) {
        String value = text(name, "false");
        if (!value.equals("true") && !value.equals("false")) {
            problems.add(name + " must be true or false");
        }
        return value.equals("true");
    }

    /// A whole number within bounds, which are included; anything else is a problem.
    public int number(String name, int otherwise, int least, int most) {
        String value = text(name, Integer.toString(otherwise));
        if (value.matches("\\d{1,9}")) {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        }
        problems.add(name + " must be a whole number from " + least + " to " + most);
        return otherwise;
    }

    /// What `reading` makes of the value; an [IllegalArgumentException] is a problem, and its
    /// message says which.
    public <T> T parsed(String name, Function<String, T> reading, T otherwise) {
        String value = text(name, "");
        try {
            return value.isEmpty() ? otherwise : reading.apply(value);
        } catch (IllegalArgumentException e) {
            problems.add(name + " " + e.getMessage());
            return otherwise;
        }
    }

    /// An http or https address; the empty URI when the variable is absent.
    public URI uri(String name) {
        String value = text(name, "");
        if (value.isEmpty() || value.matches("https?://[A-Za-z0-9.\\[\\]:-]+/?")) {
            return URI.create(value);
        }
        problems.add(name + " must be an http or https address without a path");
        return URI.create("");
    }

    /// @throws BadSettingsException naming every variable that is missing or cannot be understood
    public void refuseProblems() {
        if (!problems.isEmpty()) {
            throw new BadSettingsException(List.copyOf(problems));
        }
    }
}
