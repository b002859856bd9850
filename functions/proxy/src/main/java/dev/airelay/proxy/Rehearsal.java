package dev.airelay.proxy;

import dev.airelay.dialect.TokenCounter;
import dev.airelay.dialect.Vocabulary;
import dev.airelay.platform.lambda.RehearsedInvocations;
import dev.airelay.platform.redis.RedisSettings;
import dev.airelay.proxy.stage.Scene;
import dev.airelay.proxy.stage.Stage;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

/// Plays made-up requests before a snapshot is taken, so that in every environment restored from it
/// the code of a request is loaded, and compiled for what requests do.
///
/// The proxy that plays is wired like the real one and as settings say, but all that it calls is on
/// a [Stage]: nothing leaves the process, and nothing of it is left.
final class Rehearsal {
    private static final System.Logger LOG = System.getLogger(Rehearsal.class.getName());
    private static final int USUAL_ROUNDS = 40;

    /// What is rare is played in one round of so many, and all connections are then made anew.
    private static final int RARELY = 10;

    /// @param rounds of all that is played
    /// @param most after which no further round begins
    record Length(int rounds, Duration most) {
        /// As the system property `relay.rehearsal.rounds` says, for 40 s at most.
        static Length ofProperty() {
            return new Length(
                    Integer.getInteger("relay.rehearsal.rounds", USUAL_ROUNDS),
                    Duration.ofSeconds(40));
        }
    }

    private final ProxySettings settings;
    private final TokenCounter tokens;
    private final Length length;

    /// @param settings of the real proxy
    /// @param tokens of the real proxy
    Rehearsal(ProxySettings settings, TokenCounter tokens, Length length) {
        this.settings = settings;
        this.tokens = tokens;
        this.length = length;
    }

    /// A rehearsal that fails is only logged: what it did not reach stays cold.
    void run() {
        for (Vocabulary vocabulary : Vocabulary.values()) {
            var _ = tokens.count(vocabulary, "hello");
        }
        boolean secureRedis =
                settings.backbone().gate().redis().map(RedisSettings::tls).orElse(false);
        try (var stage = Stage.open(secureRedis)) {
            playOn(stage);
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "the rehearsal failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void playOn(Stage stage) throws IOException, InterruptedException {
        try (var proxy = new RehearsedProxy(settings, tokens, stage);
                var invocations = new RehearsedInvocations(stage.runtimeApi(), proxy.handler())) {
            play(stage, proxy, invocations);
        }
    }

    private void play(Stage stage, RehearsedProxy proxy, RehearsedInvocations invocations)
            throws IOException, InterruptedException {
        List<Scene> scenes = proxy.scenes();
        long start = System.nanoTime();
        long end = start + length.most.toNanos();
        int round = 0;
        for (; round < length.rounds && System.nanoTime() < end; round++) {
            boolean rare = round % RARELY == 0;
            if (rare) {
                stage.turn();
                proxy.reopen();
            }
            for (Scene scene : scenes) {
                if (rare || scene.often()) {
                    stage.play(scene);
                    invocations.serveOne();
                    check(scene, stage.status());
                }
            }
            stage.forgive();
        }
        LOG.log(
                Level.INFO,
                "rehearsed {0} rounds in {1} ms",
                round,
                Duration.ofNanos(System.nanoTime() - start).toMillis());
    }

    private static void check(Scene scene, int status) {
        if (status != scene.status()) {
            LOG.log(
                    Level.WARNING,
                    "the rehearsal of {0} ended with {1} instead of {2}",
                    scene.name(),
                    status,
                    scene.status());
        }
    }
}
