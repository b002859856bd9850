package dev.airelay.local.engines;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/// Which `redis-server` to run: an installed one of at least 6.2, else the one that the
/// embedded-redis jar carries for this machine (linked against OpenSSL 3 on Linux).
final class RedisBinary {
    private static final Pattern VERSION = Pattern.compile("v=(\\d+)\\.(\\d+)");
    private static @Nullable String command;

    private RedisBinary() {}

    /// Looked up once a JVM, since unpacking takes longer than starting.
    ///
    /// @throws IOException when there is none for this machine
    static synchronized String command() throws IOException {
        var known = command;
        if (known == null) {
            known = installed() ? "redis-server" : packed();
            command = known;
        }
        return known;
    }

    static boolean recentEnough(String versionLine) {
        Matcher version = VERSION.matcher(versionLine);
        return version.find()
                && Integer.parseInt(version.group(1)) * 100 + Integer.parseInt(version.group(2))
                        >= 602;
    }

    private static boolean installed() {
        try {
            var process =
                    new ProcessBuilder("redis-server", "--version")
                            .redirectErrorStream(true)
                            .start();
            try (var reader = process.inputReader()) {
                return reader.lines().toList().stream().anyMatch(RedisBinary::recentEnough);
            }
        } catch (IOException none) {
            return false;
        }
    }

    private static String packed() throws IOException {
        try {
            return ExecutableProvider.newJarResourceProvider().get().getPath();
        } catch (RuntimeException unsupported) {
            throw new IOException(
                    "No redis-server for this machine: install Redis 6.2 or newer", unsupported);
        }
    }
}
