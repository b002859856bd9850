package dev.airelay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// The programs of this machine, and what they are started with.
///
/// @param own the environment of this process
record Programs(Map<String, String> own) {
    /// For a child: `PATH` and `HOME`, nothing else.
    Map<String, String> environment() {
        return Map.of(
                "PATH", own.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin"),
                "HOME", own.getOrDefault("HOME", "/"));
    }

    /// For a child that is told more.
    Map<String, String> environment(Map<String, String> more) {
        var all = new HashMap<>(environment());
        all.putAll(more);
        return all;
    }

    /// @param remedy what to do when it is missing
    String onPath(String program, String remedy) throws IOException {
        String path = own.getOrDefault("PATH", "") + ":/usr/sbin";
        return Arrays.stream(path.split(":", -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() ->
                        new IOException("There is no " + program + " on this machine: " + remedy))
                .toString();
    }
}
