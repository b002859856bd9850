package dev.airelay.local.through;

import dev.airelay.local.LocalRelay;
import dev.airelay.local.UpSettings;
import dev.airelay.local.UpSettings.Mode;
import dev.airelay.local.UpSettings.ReadyFile;
import dev.airelay.local.UpSettings.Stores;
import dev.airelay.local.UpstreamFlag;
import dev.airelay.local.demo.DemoUpstream;
import dev.airelay.local.demo.Pacer;
import dev.airelay.local.server.DoorSettings;
import dev.airelay.local.server.HttpDoor;
import dev.airelay.secret.Secret;
import dev.airelay.upstream.Kind;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/// A relay in front of a demo upstream that does not pause and dates every answer alike.
record DemoRelay(HttpDoor upstream, LocalRelay relay) implements AutoCloseable {
    private static final Set<String> MODELS = Set.of("demo-large", "demo-small", "demo-embedding");
    static final Mode LAMBDA = new Mode.Lambda(2, Duration.ofMinutes(15));
    private static final Instant WHEN = Instant.parse("2026-01-01T00:00:00Z");

    static DemoRelay start(Mode mode) throws Exception {
        HttpDoor upstream =
                HttpDoor.open(
                        DoorSettings.loopback(0),
                        new DemoUpstream(Pacer.none(), InstantSource.fixed(WHEN)),
                        InstantSource.system());
        String base = "http://127.0.0.1:" + upstream.port();
        var settings =
                new UpSettings(
                        mode,
                        Stores.DYNAMODB,
                        UpSettings.Gate.REDIS,
                        0,
                        Files.createTempDirectory("relay-test"),
                        true,
                        List.of(
                                new UpstreamFlag(
                                        Kind.OPENAI,
                                        URI.create(base + "/v1"),
                                        new Secret("k"),
                                        MODELS),
                                new UpstreamFlag(
                                        Kind.ANTHROPIC, URI.create(base), new Secret("k"), MODELS)),
                        List.of(),
                        new ReadyFile.None(),
                        "*");
        return new DemoRelay(
                upstream,
                LocalRelay.start(settings, Path.of(System.getProperty("relay.root")), _ -> {}));
    }

    @Override
    public void close() {
        relay.close();
        upstream.close();
    }
}
