package dev.airelay.proxy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads environment variables and remembers everything that is wrong with them, so that one start
/// tells it all.
final class Variables {
    private final Map<String, String> variables;
    private final List<String> problems = new ArrayList<>();

    Variables(Map<String, String> variables) {
        this.variables = variables;
    }

    String text(String name, String otherwise) {
        String value = variables.getOrDefault(name, "");
        return value.isBlank() ? otherwise : value.strip();
    }

    String required(String name) {
        String value = text(name, "");
        if (value.isEmpty()) {
            problems.add(name + " is missing");
        }
        return value;
    }

    boolean flag(String name) {
        String value = text(name, "false");
        if (!value.equals("true") && !value.equals("false")) {
            problems.add(name + " must be true or false");
        }
        return value.equals("true");
    }

    int number(String name, int otherwise, int least, int most) {
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

    /// An http or https address; the empty URI when the variable is absent.
    URI uri(String name) {
        String value = text(name, "");
        if (value.isEmpty() || value.matches("https?://[A-Za-z0-9.\\[\\]:-]+/?")) {
            return URI.create(value);
        }
        problems.add(name + " must be an http or https address without a path");
        return URI.create("");
    }

    void refuseProblems() {
        if (!problems.isEmpty()) {
            throw new BadSettingsException(List.copyOf(problems));
        }
    }
}
