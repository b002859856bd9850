package dev.airelay.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which web pages may read answers, by the origin that their browser names.
///
/// Keys travel in header fields that a page sets itself, never in cookies, so no origin is trusted
/// with credentials. Source: https://fetch.spec.whatwg.org/#http-cors-protocol (read 2026-11-27).
public sealed interface AllowedOrigins {
    /// Every page.
    record Any() implements AllowedOrigins {
        @Override
        public Optional<String> answer(String origin) {
            return Optional.of("*");
        }
    }

    /// Pages from these, in lower case: `https://app.example:8443`.
    record Listed(Set<String> origins) implements AllowedOrigins {
        public Listed {
            origins = Set.copyOf(origins);
        }

        @Override
        public Optional<String> answer(String origin) {
            return Optional.of(origin).filter(one -> origins.contains(lower(one)));
        }
    }

    /// No page.
    record None() implements AllowedOrigins {
        @Override
        public Optional<String> answer(String origin) {
            return Optional.empty();
        }
    }

    AllowedOrigins ANY = new Any();
    Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.\\[\\]:-]+");

    /// What `access-control-allow-origin` says to a page from `origin`; empty when it may not read.
    Optional<String> answer(String origin);

    /// @param text `*`, `none`, or origins separated by commas
    /// @throws IllegalArgumentException when it is something else
    static AllowedOrigins parse(String text) {
        return switch (text.strip()) {
            case "*" -> ANY;
            case "none" -> new None();
            default ->
                    new Listed(
                            Arrays.stream(text.split(","))
                                    .map(one -> origin(lower(one.strip())))
                                    .collect(Collectors.toSet()));
        };
    }

    private static String origin(String text) {
        if (!ORIGIN.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "must be *, none, or origins such as https://app.example separated by commas");
        }
        return text;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
