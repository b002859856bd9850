package dev.airelay.local;

import dev.airelay.auth.AuthSettings;
import dev.airelay.auth.AuthWiring;
import dev.airelay.giftcards.GiftCardsSettings;
import dev.airelay.giftcards.GiftCardsWiring;
import dev.airelay.http.Handler;
import dev.airelay.identity.Registering;
import dev.airelay.local.UpSettings.Mode;
import dev.airelay.local.lambda.BufferedUrl;
import dev.airelay.local.lambda.FunctionFailure;
import dev.airelay.local.lambda.FunctionPool;
import dev.airelay.local.lambda.FunctionSettings;
import dev.airelay.local.lambda.ManagedRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// The functions of the control plane, in this process or as zips on Lambda's Java runtime, by the
/// beginnings of the paths that they serve.
record ControlPlane(Map<String, Handler> byPath) {
    private static final String AUTH = "auth";
    private static final String GIFT_CARDS = "giftcards";

    /// Which function has which paths: what begins with them up to a slash or the end.
    private static final Map<String, List<String>> PATHS =
            Map.of(
                    AUTH,
                    List.of(
                            "/api/auth",
                            "/api/keys",
                            "/api/invitations",
                            "/api/settings/registration",
                            "/api/openapi.json"),
                    GIFT_CARDS,
                    List.of("/api/gift-cards"));

    /// How a function's handler is called in Lambda.
    private static final Map<String, String> HANDLERS =
            Map.of(
                    AUTH, "dev.airelay.auth.AuthFunction::handleRequest",
                    GIFT_CARDS, "dev.airelay.giftcards.GiftCardsFunction::handleRequest");

    private static final Duration QUEUE_WAIT = Duration.ofSeconds(20);

    /// None, as where nothing is kept that it could work on.
    static final ControlPlane NONE = new ControlPlane(Map.of());

    /// @param variables with which the functions find what they need
    /// @param closeables closes what is started
    static ControlPlane start(
            Mode mode,
            Path root,
            Map<String, String> variables,
            Consumer<String> lines,
            Closeables closeables)
            throws IOException, InterruptedException {
        var handlers = new HashMap<String, Handler>();
        switch (mode) {
            case Mode.Server _ -> {
                handlers.put(AUTH, closeables.add(auth(variables)).door());
                var cards = new GiftCardsWiring(GiftCardsSettings.read(variables));
                handlers.put(GIFT_CARDS, closeables.add(cards).door());
            }
            case Mode.Lambda _ -> handlers.putAll(zips(root, variables, lines, closeables));
        }
        var byPath = new HashMap<String, Handler>();
        handlers.forEach((name, handler) ->
                PATHS.getOrDefault(name, List.of()).forEach(path -> byPath.put(path, handler)));
        return new ControlPlane(byPath);
    }

    private static AuthWiring auth(Map<String, String> variables) {
        return new AuthWiring(AuthSettings.read(variables));
    }

    private static Map<String, Handler> zips(
            Path root, Map<String, String> variables, Consumer<String> lines, Closeables closeables)
            throws IOException, InterruptedException {
        Path scratch = Files.createTempDirectory("relay-runtime");
        closeables.add(() -> ManagedRuntime.remove(scratch));
        var started = new HashMap<String, Future<Handler>>();
        var handlers = new HashMap<String, Handler>();
        try (var starters = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var one : HANDLERS.entrySet()) {
                var told =
                        new HashMap<>(ManagedRuntime.variables(variables, one.getValue(), scratch));
                told.remove("AWS_REGION");
                Callable<Handler> start = () -> zip(root, one.getKey(), told, lines, closeables);
                started.put(one.getKey(), starters.submit(start));
            }
            for (var one : started.entrySet()) {
                handlers.put(one.getKey(), one.getValue().get());
            }
            return handlers;
        } catch (ExecutionException e) {
            throw new IOException("A function does not start: " + e.getCause(), e.getCause());
        }
    }

    private static Handler zip(
            Path root,
            String name,
            Map<String, String> variables,
            Consumer<String> lines,
            Closeables closeables)
            throws IOException, FunctionFailure, InterruptedException {
        var zip = root.resolve("functions/" + name + "/target/relay-" + name + ".zip");
        var settings =
                FunctionSettings.snapStart(name, zip, variables, 1).withQueueWait(QUEUE_WAIT);
        var pool = closeables.add(FunctionPool.start(settings, InstantSource.system(), lines));
        return new BufferedUrl(pool, InstantSource.system(), UUID::randomUUID);
    }

    /// What the first user is registered with, by this process itself, whatever the mode.
    ///
    /// @param work gets it while it is open
    static <T> T registering(Map<String, String> variables, Work<T> work) throws IOException {
        try (var wiring = auth(variables)) {
            return work.with(wiring.registering());
        }
    }

    /// What is done with it.
    interface Work<T> {
        T with(Registering registering) throws IOException;
    }

    /// Serves the functions' paths, and hands everything else on.
    Handler before(Handler proxy) {
        return (request, reply) -> of(request.path(), proxy).handle(request, reply);
    }

    private Handler of(String path, Handler otherwise) {
        return byPath.entrySet().stream()
                .filter(one -> path.equals(one.getKey()) || path.startsWith(one.getKey() + "/"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(otherwise);
    }
}
