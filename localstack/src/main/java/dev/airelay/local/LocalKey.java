package dev.airelay.local;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;

import dev.airelay.access.KeyText;
import dev.airelay.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

/// The local user's relay key, the same from run to run, in a file that only its owner may read.
final class LocalKey {
    private LocalKey() {}

    /// @param random a cryptographic source, used when there is no key yet
    static Secret readOrIssue(Path file, RandomGenerator random) throws IOException {
        if (Files.exists(file)) {
            String text = Files.readString(file).strip();
            if (KeyText.looksLikeKey(text)) {
                return new Secret(text);
            }
            throw new IOException(
                    file + " does not hold a relay key; remove it, or start with --fresh");
        }
        Secret key = KeyText.issue(random);
        Files.createFile(file, asFileAttribute(fromString("rw-------")));
        Files.writeString(file, key.reveal());
        return key;
    }
}
