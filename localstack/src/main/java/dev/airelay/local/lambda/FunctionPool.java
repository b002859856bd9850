package dev.airelay.local.lambda;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The environments of one function.
///
/// All are started with the pool; one that dies is replaced by the next request that finds no idle
/// one and pays the cold start, as in Lambda. Safe for many threads; closing ends every process.
public final class FunctionPool implements AutoCloseable {
    private final FunctionSettings settings;
    private final InstantSource clock;
    private final Consumer<String> lines;
    private final EnvironmentWatch watch;
    private final TaskRoot root;
    private final BlockingQueue<LambdaEnvironment> idle = new LinkedBlockingQueue<>();
    private final Set<LambdaEnvironment> alive = ConcurrentHashMap.newKeySet();
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final Semaphore free;
    private volatile boolean closed;

    private FunctionPool(
            FunctionSettings settings,
            InstantSource clock,
            Consumer<String> lines,
            EnvironmentWatch watch,
            TaskRoot root) {
        this.settings = settings;
        this.clock = clock;
        this.lines = lines;
        this.watch = watch;
        this.root = root;
        this.free = new Semaphore(settings.environments());
    }

    /// Unpacks the zip and starts all environments.
    ///
    /// @param lines takes the functions' output and this pool's warnings, each line prefixed with
    ///   the function's name
    /// @throws IOException when the zip cannot be unpacked
    /// @throws FunctionFailure when an environment cannot be initialised
    public static FunctionPool start(
            FunctionSettings settings, InstantSource clock, Consumer<String> lines)
            throws IOException, FunctionFailure, InterruptedException {
        return start(settings, clock, lines, EnvironmentWatch.NONE);
    }

    /// @param watch is told of every environment, on many threads when there are several
    public static FunctionPool start(
            FunctionSettings settings,
            InstantSource clock,
            Consumer<String> lines,
            EnvironmentWatch watch)
            throws IOException, FunctionFailure, InterruptedException {
        var root = TaskRoot.unpack(settings.zip());
        var pool = new FunctionPool(settings, clock, lines, watch, root);
        try {
            pool.fill();
            return pool;
        } catch (FunctionFailure | InterruptedException | RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /// Slips in the use of the Runtime API so far, such as a missing header.
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    TaskRoot root() {
        return root;
    }

    FunctionSettings settings() {
        return settings;
    }

    /// Gives an event to an idle environment.
    ///
    /// @return whether there was one, within the time that requests may wait
    /// @throws FunctionFailure when a replacement for a dead environment could not be started
    boolean submit(Invocation invocation) throws FunctionFailure, InterruptedException {
        if (!free.tryAcquire(settings.queueWait().toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        var environment = idleOrNew();
        Thread.ofVirtual()
                .name(settings.name() + "-invocation")
                .start(() -> run(environment, invocation));
        return true;
    }

    @Override
    public void close() {
        closed = true;
        alive.forEach(this::bury);
        root.close();
    }

    private void run(LambdaEnvironment environment, Invocation invocation) {
        try {
            environment.invoke(invocation);
            idle.add(environment);
        } catch (FunctionFailure e) {
            lines.accept("[" + settings.name() + "] " + e.getMessage());
            bury(environment);
        } catch (InterruptedException e) {
            bury(environment);
            Thread.currentThread().interrupt();
        } finally {
            free.release();
        }
    }

    /// To be called with a permit, so that there is an idle environment or room for one more.
    private LambdaEnvironment idleOrNew() throws FunctionFailure, InterruptedException {
        for (var environment = idle.poll(); environment != null; environment = idle.poll()) {
            if (environment.isAlive()) {
                return environment;
            }
            bury(environment);
        }
        try {
            return startOne();
        } catch (FunctionFailure | InterruptedException | RuntimeException e) {
            free.release();
            throw e;
        }
    }

    private void bury(LambdaEnvironment environment) {
        environment.close();
        alive.remove(environment);
    }

    private void fill() throws FunctionFailure, InterruptedException {
        var starts = new ArrayList<Callable<LambdaEnvironment>>();
        for (var i = 0; i < settings.environments(); i++) {
            starts.add(this::startOne);
        }
        try (var starters = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<LambdaEnvironment> start : starters.invokeAll(starts)) {
                idle.add(start.get());
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof FunctionFailure failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private LambdaEnvironment startOne() throws FunctionFailure, InterruptedException {
        var environment = LambdaEnvironment.start(settings, root, clock, lines, this::warn, watch);
        alive.add(environment);
        if (closed) {
            bury(environment);
        }
        return environment;
    }

    private void warn(String warning) {
        warnings.add(warning);
        lines.accept("[" + settings.name() + "] Runtime API: " + warning);
    }
}
