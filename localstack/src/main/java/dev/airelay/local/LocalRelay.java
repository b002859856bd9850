package dev.airelay.local;

import dev.airelay.access.AnnouncingKeyStore;
import dev.airelay.access.KeyHasher;
import dev.airelay.access.KeyStore;
import dev.airelay.access.KeyText;
import dev.airelay.access.RelayKey;
import dev.airelay.dialect.TokenCounter;
import dev.airelay.http.Handler;
import dev.airelay.local.UpSettings.Mode;
import dev.airelay.local.UpSettings.ReadyFile;
import dev.airelay.local.demo.DemoUpstream;
import dev.airelay.local.demo.Pacer;
import dev.airelay.local.lambda.FunctionFailure;
import dev.airelay.local.lambda.FunctionPool;
import dev.airelay.local.lambda.FunctionSettings;
import dev.airelay.local.lambda.FunctionUrl;
import dev.airelay.local.server.DoorSettings;
import dev.airelay.local.server.HttpDoor;
import dev.airelay.platform.tokens.VocabularyCounter;
import dev.airelay.proxy.ProxySettings;
import dev.airelay.proxy.ProxyState;
import dev.airelay.proxy.ProxyWiring;
import dev.airelay.relaying.RelayWiring.Stores;
import dev.airelay.secret.Secret;
import dev.airelay.upstream.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A whole relay on this machine, from its engines to its port.
///
/// Parts are started in the order in which they need each other and closed in reverse, so that
/// requests in flight are recorded before the stores go. Closing may be called by any thread.
public final class LocalRelay implements AutoCloseable {
    static final int RECORDED_BESIDE_CONNECTIONS = 16;
    private static final String REHEARSAL_ROUNDS = "relay.rehearsal.rounds";

    /// Whoever waits for the start here has no use for the many of a publication.
    private static final String FEW_ROUNDS = "5";

    private static final Duration EMPTY_BODY_HANG = Duration.ofSeconds(30);

    private final Announcement announcement;
    private final KeyStore keys;
    private final Stores stores;
    private final ProxySettings settings;
    private final FunctionSettings function;
    private final Closeables closeables;
    private final KeyHasher hasher;

    private LocalRelay(
            Announcement announcement,
            KeyStore keys,
            Stores stores,
            ProxySettings settings,
            FunctionSettings function,
            KeyHasher hasher,
            Closeables closeables) {
        this.announcement = announcement;
        this.keys = keys;
        this.stores = stores;
        this.settings = settings;
        this.function = function;
        this.closeables = closeables;
        this.hasher = hasher;
    }

    /// Starts everything and returns when requests are served.
    ///
    /// @param root the checkout
    /// @param progress takes a line for each step, and what engines and functions print
    /// @throws IOException saying what to do, when something does not start; nothing is left
    ///   running then
    public static LocalRelay start(UpSettings settings, Path root, Consumer<String> progress)
            throws IOException, InterruptedException {
        var closeables = new Closeables();
        try {
            return start(settings, root, progress, closeables);
        } catch (IOException | InterruptedException | RuntimeException e) {
            closeables.close();
            throw e;
        }
    }

    private static LocalRelay start(
            UpSettings settings, Path root, Consumer<String> progress, Closeables closeables)
            throws IOException, InterruptedException {
        HttpDoor.requireFree(DoorSettings.loopback(settings.port()));
        DataFolder data = closeables.add(DataFolder.open(settings.data(), settings.fresh()));
        var random = new SecureRandom();
        var tokens = new VocabularyCounter();
        var rehearsal = closeables.add(ServerRehearsal.begin(settings, tokens));
        progress.accept("Starting the engines ...");
        Engines engines = closeables.add(Engines.start(settings, root, line -> {}));
        engines.createSecrets(random);
        ProxySettings proxy = engines.settings(settings.origins());
        ProxyState state = closeables.add(new ProxyState(proxy, InstantSource.system(), random));
        RunState run = closeables.add(RunState.open(settings.stores(), state, proxy));
        Stores stores = run.stores();
        List<Seed.Wanted> upstreams = upstreams(settings, closeables);
        progress.accept("Preparing key and channels ...");
        var keys = new AnnouncingKeyStore(stores.keys(), state.revisions());
        Secret key =
                settings.stores() == UpSettings.Stores.MEMORY
                        ? KeyText.issue(random)
                        : LocalKey.readOrIssue(data.resolve("key"), random);
        var seed =
                new Seed(
                        keys,
                        stores.routes().channels(),
                        state.guards().hasher(),
                        state.guards().vault());
        seed.sow(key, upstreams, run.accounts(), stores.routes().prices());
        state.revisions().routesChanged();
        FunctionSettings function = function(root, engines.variables(), settings.origins());
        Handler handler =
                switch (settings.mode()) {
                    case Mode.Server _ -> {
                        rehearsal.await();
                        progress.accept("Opening the door ...");
                        yield server(run, proxy, tokens, random, closeables);
                    }
                    case Mode.Lambda lambda -> {
                        progress.accept("Starting Lambda environments ...");
                        yield lambda(lambda, function, progress, closeables);
                    }
                };
        ControlPlane control = controlPlane(settings, root, engines, progress, closeables);
        HttpDoor door =
                closeables.add(
                        HttpDoor.open(
                                DoorSettings.loopback(settings.port()),
                                run.serving(control.before(handler)),
                                InstantSource.system()));
        URI baseUrl = URI.create("http://127.0.0.1:" + door.port());
        var setupUrl = setupUrl(settings, engines, baseUrl);
        var announcement = announcement(settings, baseUrl, key, upstreams, setupUrl);
        if (settings.readyFile() instanceof ReadyFile.At(Path file)) {
            announcement.write(file);
        }
        return new LocalRelay(
                announcement, keys, stores, proxy, function, state.guards().hasher(), closeables);
    }

    /// The functions beside the proxy, where something is kept that they can work on.
    private static ControlPlane controlPlane(
            UpSettings settings,
            Path root,
            Engines engines,
            Consumer<String> progress,
            Closeables closeables)
            throws IOException, InterruptedException {
        return settings.stores() == UpSettings.Stores.DYNAMODB
                ? ControlPlane.start(
                        settings.mode(),
                        root,
                        engines.controlPlaneVariables(),
                        progress,
                        closeables)
                : ControlPlane.NONE;
    }

    private static Optional<URI> setupUrl(UpSettings settings, Engines engines, URI baseUrl)
            throws IOException {
        return settings.stores() == UpSettings.Stores.DYNAMODB
                ? ControlPlane.registering(
                        engines.controlPlaneVariables(),
                        registering ->
                                new FirstUser(engines.setupCode())
                                        .settle(registering, settings.admin(), baseUrl))
                : Optional.empty();
    }

    private static List<Seed.Wanted> upstreams(UpSettings settings, Closeables closeables)
            throws IOException {
        var wanted = new ArrayList<Seed.Wanted>();
        for (UpstreamFlag upstream : settings.upstreams()) {
            String name = upstream.name().isEmpty() ? "upstream-" + wanted.size() : upstream.name();
            wanted.add(
                    new Seed.Wanted(
                            name, upstream.kind().provider(), upstream, upstream.priority()));
        }
        if (!wanted.isEmpty()) {
            return wanted;
        }
        for (UpstreamFlag vendor : settings.vendors()) {
            wanted.add(
                    new Seed.Wanted(
                            vendor.kind().name().toLowerCase(Locale.ROOT),
                            vendor.kind().provider(),
                            vendor,
                            0));
        }
        HttpDoor demo =
                closeables.add(
                        HttpDoor.open(
                                DoorSettings.loopback(0),
                                new DemoUpstream(Pacer.realistic(), InstantSource.system()),
                                InstantSource.system()));
        for (Kind kind : Kind.values()) {
            wanted.add(Demo.channel(kind, demo.port(), settings.vendors()));
        }
        return wanted;
    }

    private static Handler server(
            RunState run,
            ProxySettings settings,
            TokenCounter tokens,
            SecureRandom random,
            Closeables closeables) {
        ExecutorService afterEnd = closeables.add(besideConnections());
        return closeables
                .add(
                        new ProxyWiring(
                                run.stores(),
                                run.guards(),
                                settings.upstreamAddresses(),
                                tokens,
                                random,
                                afterEnd))
                .handler();
    }

    /// What is left to do after an answer happens beside its connection, so that the next request
    /// on it need not wait. Once that much is waiting for the stores, connections do it themselves:
    /// clients are then served no faster than records are kept.
    static ExecutorService besideConnections() {
        return new ThreadPoolExecutor(
                0,
                RECORDED_BESIDE_CONNECTIONS,
                1,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                Thread.ofVirtual().factory(),
                (task, _) -> task.run());
    }

    private static FunctionSettings function(
            Path root, Map<String, String> engines, String origins) {
        Path zip = root.resolve("functions/proxy/target/relay-proxy.zip");
        var variables = new HashMap<>(engines);
        variables.put("RELAY_CORS_ORIGINS", origins);
        variables.put("AWS_LAMBDA_EXEC_WRAPPER", "/var/task/bin/relay");
        return FunctionSettings.snapStart("proxy", zip, variables, 1);
    }

    private static Handler lambda(
            Mode.Lambda lambda,
            FunctionSettings function,
            Consumer<String> progress,
            Closeables closeables)
            throws IOException, InterruptedException {
        var variables = new HashMap<>(function.variables());
        String rounds = System.getProperty(REHEARSAL_ROUNDS, FEW_ROUNDS);
        variables.put("RELAY_JAVA_OPTS", "-D" + REHEARSAL_ROUNDS + "=" + rounds);
        try {
            FunctionPool pool =
                    closeables.add(
                            FunctionPool.start(
                                    FunctionSettings.snapStart(
                                                    function.name(),
                                                    function.zip(),
                                                    variables,
                                                    lambda.environments())
                                            .withTimeout(lambda.timeout()),
                                    InstantSource.system(),
                                    progress));
            return new FunctionUrl(pool, InstantSource.system(), UUID::randomUUID, EMPTY_BODY_HANG);
        } catch (FunctionFailure e) {
            throw new IOException("The proxy's zip does not start: " + e.getMessage(), e);
        }
    }

    private static Announcement announcement(
            UpSettings settings,
            URI baseUrl,
            Secret key,
            List<Seed.Wanted> upstreams,
            Optional<URI> setupUrl) {
        return new Announcement(
                baseUrl,
                key,
                upstreams.stream()
                        .map(one -> one.name() + " (" + one.upstream().url() + ")")
                        .toList(),
                Demo.modelOf(Kind.OPENAI, upstreams),
                Demo.modelOf(Kind.ANTHROPIC, upstreams),
                settings.upstreams().isEmpty() && settings.vendors().isEmpty(),
                settings.data(),
                setupUrl);
    }

    public Announcement announcement() {
        return announcement;
    }

    /// Users and keys; what is changed through it is in force with the next request.
    public KeyStore keys() {
        return keys;
    }

    /// The record of a key, found by the key's text.
    ///
    /// @throws java.util.NoSuchElementException when there is none
    public RelayKey keyRecord(Secret key) {
        return keys.find(hasher.hash(key)).orElseThrow().key();
    }

    /// What the relay reads and writes.
    public Stores stores() {
        return stores;
    }

    /// With these another program finds what the relay keeps.
    public ProxySettings settings() {
        return settings;
    }

    /// The proxy's zip over what this relay keeps, as `--mode lambda` runs it: one environment.
    public FunctionSettings function() {
        return function;
    }

    @Override
    public void close() {
        closeables.close();
    }
}
