package dev.airelay.local.engines;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// A JSON object that may be kept in a file which only its owner can read.
final class StateFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Optional<Path> file;

    StateFile(Storage storage, String name) {
        file =
                switch (storage) {
                    case Storage.Memory() -> Optional.empty();
                    case Storage.Folder(var path) -> Optional.of(path.resolve(name));
                };
    }

    /// What was written last; an empty object when nothing was.
    ObjectNode read() throws IOException {
        if (file.isEmpty() || !Files.exists(file.get())) {
            return JSON.createObjectNode();
        }
        return (ObjectNode) JSON.readTree(file.get().toFile());
    }

    /// Replaces the file as a whole.
    void write(ObjectNode state) throws IOException {
        if (file.isEmpty()) {
            return;
        }
        var target = file.get();
        var folder = Files.createDirectories(target.toAbsolutePath().getParent());
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var next = Files.createTempFile(folder, target.getFileName().toString(), null, ownerOnly);
        JSON.writerWithDefaultPrettyPrinter().writeValue(next.toFile(), state);
        Files.move(
                next, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
