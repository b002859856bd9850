package dev.airelay.local.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// A deployment package unpacked, in the place of `/var/task`; deleted when closed.
///
/// Permissions come from the zip and nothing is repaired: a wrapper without its executable bit
/// fails here as it would in the cloud.
final class TaskRoot implements AutoCloseable {
    private final Path base;

    private TaskRoot(Path base) {
        this.base = base;
    }

    static TaskRoot unpack(Path zip) throws IOException {
        var root = new TaskRoot(Files.createTempDirectory("relay-function"));
        Files.createDirectory(root.task());
        var settings =
                Map.of("enablePosixFileAttributes", "true", "defaultPermissions", "rw-r--r--");
        try (var packed = FileSystems.newFileSystem(URI.create("jar:" + zip.toUri()), settings);
                var entries = Files.walk(packed.getPath("/"))) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                root.copy(entry);
            }
        }
        return root;
    }

    /// What stands for `/var/task`.
    Path task() {
        return base.resolve("task");
    }

    /// The local place of a path that begins with `/var/task`; other paths stay.
    String local(String path) {
        return path.startsWith("/var/task/") ? task() + path.substring("/var/task".length()) : path;
    }

    /// A new directory in the place of one environment's `/tmp`.
    Path newTemporary() throws IOException {
        return Files.createTempDirectory(base, "tmp");
    }

    @Override
    public void close() {
        if (!Files.exists(base)) {
            return;
        }
        try (var files = Files.walk(base)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copy(Path entry) throws IOException {
        var target = task().resolve(entry.toString().substring(1)).normalize();
        if (Files.isDirectory(entry)) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        Files.copy(entry, target);
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(entry);
        Files.setPosixFilePermissions(target, permissions);
    }
}
