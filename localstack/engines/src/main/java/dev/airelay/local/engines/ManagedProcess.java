package dev.airelay.local.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// One child process whose life is bound to this object and to this JVM.
///
/// It ends with [#close()], and at the latest when the JVM shuts down, SIGTERM included, together
/// with every process it started. Nothing can be done when this JVM dies of SIGKILL, except by the
/// child itself: its standard input is a pipe that only this JVM holds, so a child that watches it
/// reads the end of the stream at that moment. Standard output and error are read as one UTF-8
/// stream. Any thread may call any method.
public final class ManagedProcess implements AutoCloseable {
    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Set<ManagedProcess> ALIVE = ConcurrentHashMap.newKeySet();
    private static final Queue<Runnable> BEFORE_CHILDREN_END = new ConcurrentLinkedQueue<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(ManagedProcess::closeAll, "children"));
    }

    private final String name;
    private final Process process;
    private final RecentOutput output = new RecentOutput();

    private ManagedProcess(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /// Starts a program.
    ///
    /// @param name what its lines are prefixed with, as `[name] line`
    /// @param environment the whole environment of the child; nothing of this process is inherited
    /// @param lineSink takes each prefixed line on a thread of its own; must not throw
    /// @throws IOException when the program cannot be started
    public static ManagedProcess start(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path directory,
            Consumer<String> lineSink)
            throws IOException {
        var builder =
                new ProcessBuilder(inOwnSession(command))
                        .directory(directory.toFile())
                        .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        var started = new ManagedProcess(name, builder.start());
        ALIVE.add(started);
        Thread.ofPlatform().daemon().name(name + "-output").start(() -> started.forward(lineSink));
        return started;
    }

    /// Ctrl-C in a terminal reaches every process of the session at once; children must outlive it
    /// long enough for an orderly end.
    private static List<String> inOwnSession(List<String> command) {
        var program = Path.of(command.getFirst());
        boolean willFail = program.isAbsolute() && !Files.isExecutable(program);
        if (willFail || !Files.isExecutable(SETSID)) {
            return command;
        }
        return Stream.concat(Stream.of(SETSID.toString()), command.stream()).toList();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// Completes with the exit code once the process itself has ended.
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /// The process and all that descend from it, the children first.
    public List<ProcessHandle> tree() {
        return Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    }

    /// Waits for a line of output, among those of the past too.
    ///
    /// @return the line, without the prefix
    /// @throws IOException when the process ends or the time passes without such a line
    public String awaitLine(Predicate<String> wanted, Duration timeout)
            throws IOException, InterruptedException {
        var line = output.await(wanted, timeout);
        if (line.isEmpty()) {
            process.waitFor(1, TimeUnit.SECONDS); // its output ends a moment before it does
        }
        return line.orElseThrow(
                () -> new IOException(name + " did not print the awaited line; " + condition()));
    }

    /// Waits until something accepts connections on a loopback port.
    ///
    /// @throws IOException when the process ends or the time passes before that
    public void awaitPort(int port, Duration timeout) throws IOException, InterruptedException {
        var end = System.nanoTime() + timeout.toNanos();
        while (!accepts(port)) {
            var ended = process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS);
            if (ended || System.nanoTime() > end) {
                throw new IOException(
                        name + " does not listen on port " + port + "; " + condition());
            }
        }
    }

    /// Asks the tree to end (SIGTERM) and insists (SIGKILL) after five seconds; returns when it has
    /// ended.
    @Override
    public void close() {
        stop(GRACE);
    }

    /// Ends the tree at once, by SIGKILL.
    public void kill() {
        stop(Duration.ZERO);
    }

    private void stop(Duration grace) {
        var tree = tree();
        if (grace.isPositive()) {
            tree.forEach(ProcessHandle::destroy);
            awaitEnd(tree, grace);
        }
        tree.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(tree, GRACE);
        ALIVE.remove(this);
    }

    private static void awaitEnd(List<ProcessHandle> tree, Duration timeout) {
        var all =
                CompletableFuture.allOf(
                        tree.stream()
                                .map(ProcessHandle::onExit)
                                .toArray(CompletableFuture<?>[]::new));
        all.completeOnTimeout(null, timeout.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    /// Has something run when the JVM shuts down, SIGINT and SIGTERM included, before children that
    /// are still alive are ended: the orderly end of whatever uses them. It must not throw.
    public static void beforeChildrenEnd(Runnable last) {
        BEFORE_CHILDREN_END.add(last);
    }

    private static void closeAll() {
        BEFORE_CHILDREN_END.forEach(Runnable::run);
        try (var closers = Executors.newVirtualThreadPerTaskExecutor()) {
            ALIVE.forEach(child -> closers.execute(child::close));
        }
    }

    private void forward(Consumer<String> lineSink) {
        try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                output.add(line);
                lineSink.accept("[" + name + "] " + line);
            }
        } catch (IOException | UncheckedIOException endOfProcess) {
            // The pipe breaks when the process is killed while a line is under way.
        } finally {
            output.end();
        }
    }

    private String condition() {
        var state = process.isAlive() ? "it still runs" : "it ended with " + process.exitValue();
        return state + ", its last words: " + output.tail();
    }

    private static boolean accepts(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
