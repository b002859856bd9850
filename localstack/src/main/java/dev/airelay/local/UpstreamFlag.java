package dev.airelay.local;

import dev.airelay.secret.Secret;
import dev.airelay.upstream.Kind;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/// One upstream as named on the command line: `KIND=URL[,key=K][,models=a|b]`.
///
/// @param models `*` alone when none are named
public record UpstreamFlag(Kind kind, URI url, Secret key, Set<String> models) {
    /// @throws FlagException saying what is wrong
    static UpstreamFlag parse(String text) {
        String[] parts = text.split(",");
        String[] target = parts[0].split("=", 2);
        if (target.length < 2) {
            throw new FlagException(
                    "--upstream wants KIND=URL[,key=K][,models=a|b], not '" + parts[0] + "'");
        }
        var key = new Secret("none");
        Set<String> models = Set.of("*");
        for (String part : Arrays.asList(parts).subList(1, parts.length)) {
            if (part.startsWith("key=")) {
                key = new Secret(part.substring("key=".length()));
            } else if (part.startsWith("models=")) {
                models =
                        new LinkedHashSet<>(
                                Arrays.asList(part.substring("models=".length()).split("\\|")));
            } else {
                throw new FlagException(
                        "--upstream knows key= and models= behind the URL; one part is neither");
            }
        }
        return new UpstreamFlag(kind(target[0]), url(target[1]), key, models);
    }

    private static Kind kind(String text) {
        try {
            return Kind.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new FlagException(
                    "--upstream knows the kinds openai and anthropic, not '" + text + "'");
        }
    }

    private static URI url(String text) {
        if (!text.matches("https?://[^\\s/?#@]+(/[^\\s?#]*)?")) {
            throw new FlagException("--upstream wants an http or https URL, not '" + text + "'");
        }
        return URI.create(text);
    }
}
