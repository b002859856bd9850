package dev.airelay.proxy;

import dev.airelay.http.Handler;
import dev.airelay.platform.lambda.RehearsedInvocations;
import dev.airelay.proxy.stage.Caller;
import dev.airelay.proxy.stage.Scene;
import dev.airelay.proxy.stage.Stage;
import java.io.IOException;
import java.util.concurrent.Executor;

/// Where the proxy that rehearses stands, which is where the real one will.
///
/// @param carriers of requests
/// @param inMemory whether it keeps users, channels and records in memory, and not in DynamoDB
/// @param restored whether it is restored from snapshots, after which every connection is opened
///   anew
/// @param afterEnd runs what remains to be done once a client has its answer
public record RehearsalPlace(
        Carriers carriers, boolean inMemory, boolean restored, Executor afterEnd) {
    /// Brings the requests of scenes to a proxy. Used by one thread.
    public interface Carrier extends AutoCloseable {
        /// @return the status of the answer, once it has ended; another number when there was none
        int carry(Scene scene) throws IOException, InterruptedException;

        @Override
        void close();
    }

    /// Makes a carrier.
    @FunctionalInterface
    public interface Carriers {
        /// @param stage where the scene plays that a carrier brings
        Carrier open(Stage stage, Handler proxy) throws IOException;
    }

    /// A port where a proxy is served.
    public interface Door extends AutoCloseable {
        int port();

        @Override
        void close();
    }

    /// Opens a door.
    @FunctionalInterface
    public interface Doors {
        /// @param proxy that answers whoever comes to the loopback's port
        Door open(Handler proxy) throws IOException;
    }

    /// In a Lambda environment: requests come from the Runtime API, and what remains is done before
    /// the next one is asked for.
    static final RehearsalPlace ENVIRONMENT =
            new RehearsalPlace(RehearsalPlace::invocations, false, true, Runnable::run);

    /// Behind a door that many clients come to; it is never restored.
    public static RehearsalPlace behind(Doors doors, boolean inMemory, Executor afterEnd) {
        return new RehearsalPlace(
                (_, proxy) -> callers(doors.open(proxy)), inMemory, false, afterEnd);
    }

    private static Carrier callers(Door door) {
        var caller = new Caller(door.port());
        return new Carrier() {
            @Override
            public int carry(Scene scene) throws IOException {
                return caller.ask(scene);
            }

            @Override
            public void close() {
                caller.close();
                door.close();
            }
        };
    }

    private static Carrier invocations(Stage stage, Handler proxy) {
        var invocations = new RehearsedInvocations(stage.runtimeApi(), proxy);
        return new Carrier() {
            @Override
            public int carry(Scene scene) throws IOException, InterruptedException {
                invocations.serveOne();
                return stage.status();
            }

            @Override
            public void close() {
                invocations.close();
            }
        };
    }
}
