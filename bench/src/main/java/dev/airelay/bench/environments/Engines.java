package dev.airelay.bench.environments;

import dev.airelay.bench.ZeroUpstream;
import dev.airelay.local.LocalRelay;
import dev.airelay.local.UpSettings;
import dev.airelay.local.UpstreamFlag;
import dev.airelay.local.lambda.FunctionSettings;
import dev.airelay.secret.Secret;
import dev.airelay.upstream.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// What environments need around them, in this process and its children: upstream, Redis, DynamoDB
/// Local, stand-ins for KMS and Secrets Manager, a key, channels, prices, and the function that
/// books what is used.
record Engines(ZeroUpstream upstream, LocalRelay relay) implements AutoCloseable {
    static Engines start(Path root) throws IOException, InterruptedException {
        Path work = Files.createDirectories(root.resolve("bench/target/work"));
        var upstream = new ZeroUpstream();
        URI base = URI.create("http://127.0.0.1:" + upstream.port());
        var settings =
                new UpSettings(
                        new UpSettings.Mode.Server(Duration.ZERO),
                        UpSettings.Stores.DYNAMODB,
                        UpSettings.Gate.REDIS,
                        0,
                        Files.createTempDirectory(work, "environments"),
                        true,
                        List.of(
                                upstream(Kind.OPENAI, base.resolve("/v1")),
                                upstream(Kind.ANTHROPIC, base)),
                        List.of(),
                        new UpSettings.ReadyFile.None(),
                        "*");
        try {
            return new Engines(upstream, LocalRelay.start(settings, root, line -> {}));
        } catch (IOException | InterruptedException e) {
            upstream.close();
            throw e;
        }
    }

    private static UpstreamFlag upstream(Kind kind, URI url) {
        return new UpstreamFlag(kind, url, new Secret("zero"), Set.of("*"));
    }

    /// The proxy's zip, as it is configured over these engines.
    FunctionSettings function() {
        return relay.function();
    }

    /// Lets clients in.
    String key() {
        return relay.announcement().apiKey().reveal();
    }

    @Override
    public void close() {
        relay.close();
        upstream.close();
    }
}
