package dev.airelay.local.lambda;

import dev.airelay.local.lambda.EnvironmentState.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// One execution environment: a process, its Runtime API, and the life that both share.
///
/// Born initialised (and restored, with SnapStart) and ready; serves one invocation at a time;
/// whatever ends its life ends the process with all its children.
final class LambdaEnvironment implements AutoCloseable {
    private static final Duration INIT_ON_DEMAND = Duration.ofSeconds(10);
    private static final Duration INIT_SNAP_START = Duration.ofSeconds(130);
    private static final Duration RESTORE = Duration.ofSeconds(10);

    private final FunctionSettings settings;
    private final InstantSource clock;
    private final EnvironmentState state;
    private final RuntimeApiServer server;
    private final LambdaEnvironmentProcess process;
    private final EnvironmentWatch watch;

    private LambdaEnvironment(
            FunctionSettings settings,
            InstantSource clock,
            EnvironmentState state,
            RuntimeApiServer server,
            LambdaEnvironmentProcess process,
            EnvironmentWatch watch) {
        this.settings = settings;
        this.clock = clock;
        this.state = state;
        this.server = server;
        this.process = process;
        this.watch = watch;
    }

    /// Starts an environment and brings it to the point where it waits for an event.
    ///
    /// @param lines takes the output of the process, each line prefixed with the function's name
    /// @param warnings takes slips in the use of the Runtime API
    /// @throws FunctionFailure when initialisation or restore fail or last too long
    static LambdaEnvironment start(
            FunctionSettings settings,
            TaskRoot root,
            InstantSource clock,
            Consumer<String> lines,
            Consumer<String> warnings,
            EnvironmentWatch watch)
            throws FunctionFailure, InterruptedException {
        var state = new EnvironmentState();
        var token = UUID.randomUUID().toString();
        LambdaEnvironment started;
        try {
            var server =
                    RuntimeApiServer.start(new RuntimeApi(state, settings, token, clock, warnings));
            started =
                    new LambdaEnvironment(
                            settings,
                            clock,
                            state,
                            server,
                            process(settings, root, server, token, lines),
                            watch);
        } catch (IOException e) {
            throw new FunctionFailure("Runtime.InvalidEntrypoint", String.valueOf(e.getMessage()));
        }
        var _ =
                started.process
                        .onExit()
                        .thenAccept(code ->
                                state.end(
                                        new FunctionFailure(
                                                "Runtime.ExitError",
                                                "the process ended with " + code)));
        try {
            started.awaken();
            return started;
        } catch (FunctionFailure | InterruptedException e) {
            started.letExit();
            started.close();
            throw e;
        }
    }

    private static LambdaEnvironmentProcess process(
            FunctionSettings settings,
            TaskRoot root,
            RuntimeApiServer server,
            String token,
            Consumer<String> lines)
            throws IOException {
        try {
            return LambdaEnvironmentProcess.start(settings, root, server.address(), token, lines);
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    private void awaken() throws FunctionFailure, InterruptedException {
        watch.started(process.pid());
        state.await(
                EnumSet.of(Phase.SNAPSHOT, Phase.READY),
                settings.snapStart() ? INIT_SNAP_START : INIT_ON_DEMAND,
                new FunctionFailure("Sandbox.Timedout", "initialisation took too long"));
        if (state.phase() == Phase.SNAPSHOT) {
            watch.snapshot(process.pid());
        }
        if (state.step(EnumSet.of(Phase.SNAPSHOT), Phase.RESTORING)) {
            state.await(
                    EnumSet.of(Phase.READY),
                    RESTORE,
                    new FunctionFailure(
                            "SnapStartTimeout",
                            "the runtime was not ready in time after its restore"));
        }
        freeze();
        watch.idle(process.pid());
    }

    /// Has the function work on an event; returns when it asks for the next one.
    ///
    /// The answer goes through the invocation meanwhile.
    ///
    /// @throws FunctionFailure when the environment did not survive; it is closed then
    void invoke(Invocation invocation) throws FunctionFailure, InterruptedException {
        try {
            if (settings.freeze()) {
                process.thaw();
            }
            invocation.begin(clock.instant().plus(settings.timeout()));
            state.invoke(invocation);
            state.await(
                    EnumSet.of(Phase.READY),
                    Duration.between(clock.instant(), invocation.deadline()),
                    new FunctionFailure("Sandbox.Timedout", "the function ran until its deadline"));
            freeze();
            watch.idle(process.pid());
        } catch (FunctionFailure e) {
            invocation.fail(e.type());
            close();
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return state.phase() != Phase.ENDED;
    }

    @Override
    public void close() {
        state.end(new FunctionFailure("Sandbox.Closed", "the environment was closed"));
        process.kill();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A runtime that reported why it cannot start is given a second to end by itself, so that its
    /// last lines are seen.
    private void letExit() throws InterruptedException {
        try {
            process.onExit().get(1, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException stillThere) {
            return;
        }
    }

    private void freeze() throws InterruptedException {
        if (!settings.freeze()) {
            return;
        }
        try {
            process.freeze();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
