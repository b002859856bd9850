package dev.airelay.platform.api;

import dev.airelay.secret.Secret;

/// Signing keys of tests; the same for the same id.
final class TestKeys {
    private TestKeys() {}

    /// @param ids one letter each; the first is the current key
    static Secret of(String ids) {
        var keys =
                ids.chars()
                        .mapToObj(id ->
                                "\"%c\":\"%s\"".formatted(id, Character.toString(id).repeat(43)))
                        .toList();
        return new Secret(
                "{\"current\":\"%c\",\"keys\":{%s}}"
                        .formatted(ids.charAt(0), String.join(",", keys)));
    }

    static Cursors cursors() {
        return new Cursors(() -> of("A"));
    }
}
