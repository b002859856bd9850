package dev.airelay.proxy;

import dev.airelay.dialect.TokenCounter;
import dev.airelay.platform.redis.RedisSettings;
import dev.airelay.proxy.stage.Scene;
import dev.airelay.proxy.stage.Stage;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

/// Plays made-up requests before a snapshot is taken or a door is opened, so that the code of a
/// request is loaded, and compiled for what requests do, when the first one comes.
///
/// The proxy that plays is wired like the real one and as settings say, but all that it calls is on
/// a [Stage]: nothing leaves the process, and nothing of it is left.
public final class Rehearsal {
    private static final System.Logger LOG = System.getLogger(Rehearsal.class.getName());
    private static final int USUAL_ROUNDS = 40;
    private static final int USUAL_SECONDS = 40;

    /// What is rare is played in one round of so many, and all connections are then made anew where
    /// restores do that.
    private static final int RARELY = 10;

    /// @param rounds of all that is played
    /// @param most after which no further round begins
    public record Length(int rounds, Duration most) {
        /// As the system properties `relay.rehearsal.rounds` and `relay.rehearsal.seconds` say; 40
        /// rounds and 40 s unless they do.
        static Length ofProperties() {
            return new Length(
                    Integer.getInteger("relay.rehearsal.rounds", USUAL_ROUNDS),
                    Duration.ofSeconds(
                            Integer.getInteger("relay.rehearsal.seconds", USUAL_SECONDS)));
        }

        /// As much as that time allows.
        public static Length of(Duration most) {
            return new Length(Integer.MAX_VALUE, most);
        }
    }

    private final ProxySettings settings;
    private final TokenCounter tokens;
    private final Length length;
    private final RehearsalPlace place;

    /// @param settings of the real proxy
    /// @param tokens of the real proxy
    public Rehearsal(
            ProxySettings settings, TokenCounter tokens, Length length, RehearsalPlace place) {
        this.settings = settings;
        this.tokens = tokens;
        this.length = length;
        this.place = place;
    }

    /// A rehearsal that fails is only logged: what it did not reach stays cold.
    public void run() {
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
        try (var proxy = new RehearsedProxy(settings, tokens, stage, place);
                var carrier = place.carriers().open(stage, proxy.handler())) {
            play(stage, proxy, carrier);
        }
    }

    private void play(Stage stage, RehearsedProxy proxy, RehearsalPlace.Carrier carrier)
            throws IOException, InterruptedException {
        List<Scene> scenes = proxy.scenes();
        long start = System.nanoTime();
        long end = start + length.most.toNanos();
        int round = 0;
        for (; round < length.rounds && System.nanoTime() < end; round++) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the rehearsal is ended early");
            }
            boolean rare = round % RARELY == 0;
            if (rare && place.restored()) {
                stage.turn();
                proxy.reopen();
            }
            for (Scene scene : scenes) {
                if (rare || scene.often()) {
                    stage.play(scene);
                    check(scene, carrier.carry(scene));
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
