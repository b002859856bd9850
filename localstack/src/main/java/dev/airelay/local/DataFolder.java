package dev.airelay.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The folder in which one run keeps what lasts; no two runs at a time.
final class DataFolder implements AutoCloseable {
    private static final String LOCK = ".lock";

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// @param fresh whether to empty it first
    /// @throws IOException saying what to do, when another run has it
    static DataFolder open(Path path, boolean fresh) throws IOException {
        Files.createDirectories(path);
        var channel =
                FileChannel.open(
                        path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!lock(channel)) {
            channel.close();
            throw new IOException(
                    "Another relay is running on the data in "
                            + path
                            + ". Stop it, or give this one a folder of its own with --data DIR.");
        }
        var folder = new DataFolder(path, channel);
        if (fresh) {
            folder.empty();
        }
        return folder;
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    private void empty() throws IOException {
        List<Path> old;
        try (Stream<Path> files = Files.walk(path)) {
            old =
                    files.filter(file -> !file.equals(path) && !file.equals(path.resolve(LOCK)))
                            .sorted(Comparator.reverseOrder())
                            .toList();
        }
        for (Path file : old) {
            Files.delete(file);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
