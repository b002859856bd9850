package dev.airelay.platform.lambda;

import dev.airelay.http.Handler;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Collections;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// Runs an application as a Lambda function that streams its answers.
///
/// The whole life of the process: build the application, pass through the snapshot when there is
/// one, then serve invocations, one at a time or as many as Lambda asks for. The managed Java
/// runtime cannot stream, which is why the product brings its own loop; Lambda starts it through
/// `AWS_LAMBDA_EXEC_WRAPPER`. Source:
/// <https://docs.aws.amazon.com/lambda/latest/dg/runtimes-modify.html> (read 2026-11-21).
///
/// ```java
/// System.exit(LambdaEdge.run(LambdaEnvironment.read(System.getenv()), hooks -> wire(hooks)));
/// ```
public final class LambdaEdge {
    private static final Logger LOG = System.getLogger(LambdaEdge.class.getName());

    private final LambdaEnvironment environment;
    private final InstantSource clock;
    private final RuntimeApi api;

    LambdaEdge(LambdaEnvironment environment, InstantSource clock, RuntimeApi.Pause pause) {
        this.environment = environment;
        this.clock = clock;
        this.api = new RuntimeApi(environment.runtimeApi(), pause);
    }

    /// Returns only when the process cannot go on; the caller then exits, so that Lambda starts
    /// another. Threads may still run.
    ///
    /// @return the exit code: 64 when a snapshot hook or the restore failed, otherwise 1
    public static int run(LambdaEnvironment environment, Application application) {
        return new LambdaEdge(environment, InstantSource.system(), Thread::sleep).run(application);
    }

    int run(Application application) {
        try {
            var hooks = new SnapshotHooks();
            var handler = start(application, hooks);
            if (environment.snapStart()) {
                new Snapshot(api, environment.restoredMarker(), hooks).pass();
            }
            return serve(handler);
        } catch (Halt halt) {
            return halt.code();
        }
    }

    private Handler start(Application application, SnapshotHooks hooks) throws Halt {
        try {
            return application.start(hooks);
        } catch (Throwable e) {
            LOG.log(Level.ERROR, "the application could not be built", e);
            api.initError(ErrorReport.of("Runtime.InitError", e));
            throw new Halt(Halt.BROKEN, "not started");
        }
    }

    /// Runs the loops; the first that ends ends all.
    private int serve(Handler handler) {
        int loops = environment.maxConcurrency();
        var threads = Thread.ofPlatform().daemon().name("invocations ", 1).factory();
        try (var watchdog = new Watchdog(clock)) {
            var each =
                    Collections.nCopies(loops, 0).stream()
                            .map(_ -> new InvocationLoop(api, handler, watchdog, loops == 1))
                            .toList();
            return Executors.newThreadPerTaskExecutor(threads).invokeAny(each);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.log(Level.ERROR, "the invocation loop failed", e);
        }
        return Halt.BROKEN;
    }
}
