package dev.airelay.dialect;

import dev.airelay.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The members by which the relay decides what a request may do and cost.
///
/// A server that ignores the case of names would obey a `Model` that nobody here looked at, so such
/// a name is refused. Case is folded as Go's `encoding/json` does: one letter for one letter, so
/// that `ſ` is an `s` and the Kelvin sign a `k`
/// (https://github.com/golang/go/blob/master/src/encoding/json/fold.go, read 2026-11-27). Blanks
/// around a name do not make it another one either.
final class GovernedNames {
    private static final Set<String> SPELT = new HashSet<>();
    private static final Map<String, String> BY_FOLDED = new HashMap<>();

    static {
        Stream.of(
                        List.of(
                                "model",
                                "stream",
                                "stream_options",
                                "messages",
                                "input",
                                "prompt",
                                "system",
                                "instructions",
                                "tools",
                                "background",
                                "previous_response_id",
                                "conversation"),
                        OutputBound.names(),
                        AnswerCount.names(),
                        AskedTiers.names(),
                        ServerTools.names(),
                        OtherModels.names(),
                        Thinking.names())
                .flatMap(List::stream)
                .forEach(name -> {
                    SPELT.add(name);
                    BY_FOLDED.put(folded(name), name);
                });
    }

    private GovernedNames() {}

    /// @throws dev.airelay.failure.RelayException with `Malformed` naming the one that is misspelt
    static void mustBeSpelt(JsonObject body) {
        for (String name : body.names()) {
            String governed =
                    SPELT.contains(name) ? name : BY_FOLDED.getOrDefault(folded(name), name);
            if (!governed.equals(name)) {
                throw CallReader.malformed(
                        "'" + name + "' is not known; it must be written '" + governed + "'.",
                        name);
            }
        }
    }

    /// Whether any of its members means a governed one.
    static boolean governs(JsonObject object) {
        return object.names().stream().anyMatch(GovernedNames::governs);
    }

    static boolean governs(String name) {
        return BY_FOLDED.containsKey(folded(name));
    }

    private static String folded(String name) {
        String bare = name.strip();
        var folded = new StringBuilder(bare.length());
        bare.codePoints()
                .map(c -> Character.toLowerCase(Character.toUpperCase(c)))
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }
}
