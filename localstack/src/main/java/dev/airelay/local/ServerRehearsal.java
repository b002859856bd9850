package dev.airelay.local;

import dev.airelay.dialect.TokenCounter;
import dev.airelay.http.Handler;
import dev.airelay.local.UpSettings.Mode;
import dev.airelay.local.server.DoorSettings;
import dev.airelay.local.server.HttpDoor;
import dev.airelay.proxy.Rehearsal;
import dev.airelay.proxy.RehearsalPlace;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/// Rehearses requests in this process while the engines start in theirs, so that the code is
/// compiled when the first real one comes. Begins at once and ends by itself.
final class ServerRehearsal implements AutoCloseable {
    private final @Nullable Thread thread;

    private ServerRehearsal(@Nullable Thread thread) {
        this.thread = thread;
    }

    /// @param tokens of the real proxy; what it loads for the rehearsal is there for real requests
    static ServerRehearsal begin(UpSettings settings, TokenCounter tokens) {
        if (!(settings.mode() instanceof Mode.Server(Duration most)) || most.isZero()) {
            return new ServerRehearsal(null);
        }
        Runnable rehearsing = () -> rehearse(settings, tokens, most);
        return new ServerRehearsal(
                Thread.ofPlatform().name("rehearsal").daemon().start(rehearsing));
    }

    private static void rehearse(UpSettings settings, TokenCounter tokens, Duration most) {
        var proxy = Engines.rehearsed(settings);
        new Rehearsal(proxy, tokens, Rehearsal.Length.of(most), place(settings)).run();
    }

    /// Behind a door like the real one, and over stores like the real ones.
    static RehearsalPlace place(UpSettings settings) {
        ExecutorService afterEnd = LocalRelay.besideConnections();
        return RehearsalPlace.behind(
                proxy -> door(proxy, afterEnd),
                settings.stores() == UpSettings.Stores.MEMORY,
                afterEnd);
    }

    private static RehearsalPlace.Door door(Handler proxy, ExecutorService afterEnd)
            throws IOException {
        var door = HttpDoor.open(DoorSettings.loopback(0), proxy, InstantSource.system());
        return new RehearsalPlace.Door() {
            @Override
            public int port() {
                return door.port();
            }

            @Override
            public void close() {
                door.close();
                afterEnd.close();
            }
        };
    }

    /// Returns when it has ended.
    void await() throws InterruptedException {
        if (thread != null) {
            thread.join();
        }
    }

    /// Ends it early.
    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
            boolean interrupted = false;
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
