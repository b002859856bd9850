package dev.airelay.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What `up` was asked to do.
///
/// @param port where everything is served; 0 lets the system choose
/// @param data where everything that lasts is kept
/// @param fresh whether to forget what was kept
/// @param upstreams replace the demo upstream; empty means the demo
/// @param origins of the web pages that may read answers, as `RELAY_CORS_ORIGINS` names them
/// @param admin who shall be the first user, if there is none
public record UpSettings(
        Mode mode,
        Stores stores,
        Gate gate,
        int port,
        Path data,
        boolean fresh,
        List<UpstreamFlag> upstreams,
        List<UpstreamFlag> vendors,
        ReadyFile readyFile,
        String origins,
        Optional<FirstUser.Wanted> admin) {
    /// Without a first user.
    public UpSettings(
            Mode mode,
            Stores stores,
            Gate gate,
            int port,
            Path data,
            boolean fresh,
            List<UpstreamFlag> upstreams,
            List<UpstreamFlag> vendors,
            ReadyFile readyFile,
            String origins) {
        this(
                mode,
                stores,
                gate,
                port,
                data,
                fresh,
                upstreams,
                vendors,
                readyFile,
                origins,
                Optional.empty());
    }

    /// How the proxy runs.
    public sealed interface Mode {
        /// In this process, behind an HTTP server: many requests at a time.
        ///
        /// @param rehearsal how long requests are rehearsed before real ones are served; zero for
        ///   not at all
        record Server(Duration rehearsal) implements Mode {}

        /// As its own zip in emulated Lambda environments: one request each.
        ///
        /// @param timeout how long a request may take before its environment is killed
        record Lambda(int environments, Duration timeout) implements Mode {}
    }

    /// Where users, keys, channels and records are kept.
    public enum Stores {
        DYNAMODB,
        /// In this process, until it ends.
        MEMORY
    }

    /// Where requests are counted.
    public enum Gate {
        /// With DynamoDB behind it, unless stores are in memory.
        REDIS,
        /// No Redis is started.
        DYNAMODB
    }

    /// Where to tell other programs that the relay is ready.
    public sealed interface ReadyFile {
        record None() implements ReadyFile {}

        record At(Path path) implements ReadyFile {}

        static ReadyFile of(Optional<Path> path) {
            return path.<ReadyFile>map(At::new).orElseGet(None::new);
        }
    }

    public UpSettings {
        upstreams = List.copyOf(upstreams);
        vendors = List.copyOf(vendors);
    }
}
