package dev.airelay.local.engines;

import java.nio.file.Path;

/// Where an engine keeps what it is told.
public sealed interface Storage {
    /// Keeps nothing beyond the engine's life.
    static Storage memory() {
        return new Memory();
    }

    /// Keeps everything in a folder, so that the next engine on it goes on where this one ended.
    ///
    /// @param path created when absent; one engine of a kind at a time
    static Storage folder(Path path) {
        return new Folder(path);
    }

    record Memory() implements Storage {}

    record Folder(Path path) implements Storage {}
}
