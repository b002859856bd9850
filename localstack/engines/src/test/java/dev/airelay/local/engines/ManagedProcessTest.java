package dev.airelay.local.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Map<String, String> PATH = Map.of("PATH", "/usr/bin:/bin");

    @TempDir Path directory;

    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private ManagedProcess shell(String script) throws IOException {
        return ManagedProcess.start(
                "box", List.of("/bin/sh", "-c", script), PATH, directory, lines::add);
    }

    @Test
    void linesOfBothStreamsArriveWithThePrefixAndTheExitCodeIsTold() throws Exception {
        try (var process = shell("echo out; echo err >&2; exit 3")) {
            assertEquals(3, process.onExit().get(20, TimeUnit.SECONDS));
            assertEquals("[box] out", lines.poll(20, TimeUnit.SECONDS));
            assertEquals("[box] err", lines.poll(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void nothingOfTheParentsEnvironmentIsInherited() throws Exception {
        try (var process = shell("env")) {
            process.onExit().get(20, TimeUnit.SECONDS);
            process.awaitLine(line -> line.startsWith("PATH="), PATIENCE);
            assertTrue(lines.stream().noneMatch(line -> line.contains("HOME=")), lines.toString());
        }
    }

    @Test
    void anAwaitedLineIsFoundEvenWhenItWasPrintedBefore() throws Exception {
        try (var process = shell("echo ready 7; echo more; read wait")) {
            process.awaitLine("more"::equals, PATIENCE);
            assertEquals("ready 7", process.awaitLine(line -> line.startsWith("ready"), PATIENCE));
        }
    }

    @Test
    void awaitingALineFailsWhenTheProcessEndsAndTellsItsLastWords() throws Exception {
        try (var process = shell("echo no such thing; exit 4")) {
            var failure =
                    assertThrows(
                            IOException.class, () -> process.awaitLine("never"::equals, PATIENCE));
            assertTrue(failure.toString().contains("ended with 4"), failure.toString());
            assertTrue(failure.toString().contains("no such thing"), failure.toString());
        }
    }

    @Test
    void aPortIsAwaitedUntilSomethingListens() throws Exception {
        try (var process = shell("read wait");
                var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            process.awaitPort(listening.getLocalPort(), PATIENCE);
            assertTrue(process.isAlive());
        }
        try (var process = shell("exit 1")) {
            assertThrows(IOException.class, () -> process.awaitPort(1, PATIENCE));
        }
    }

    @Test
    void killingEndsAProcessThatIgnoresRequestsAndItsChildren() throws Exception {
        var process =
                shell("trap '' TERM; sleep 1000 & echo started; wait; while :; do sleep 1; done");
        process.awaitLine("started"::equals, PATIENCE);
        var tree = process.tree();
        process.kill();
        assertEquals(2, tree.size());
        assertTrue(tree.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void childrenDieWithAParentThatGetsSigterm() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command =
                List.of(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName(),
                        directory.toString());
        try (var parent = ManagedProcess.start("parent", command, PATH, directory, lines::add)) {
            var pid = Long.parseLong(parent.awaitLine(line -> line.matches("\\d+"), PATIENCE));
            var grandchild = ProcessHandle.of(pid).orElseThrow();
            ProcessHandle.of(parent.pid()).orElseThrow().destroy();
            grandchild.onExit().get(20, TimeUnit.SECONDS);
            assertFalse(grandchild.isAlive());
        }
    }

    /// Starts a child and waits to be killed.
    static final class Parent {
        public static void main(String[] args) throws Exception {
            var child =
                    ManagedProcess.start(
                            "child", List.of("sleep", "1000"), PATH, Path.of(args[0]), line -> {});
            System.out.println(child.pid());
            child.onExit().join();
        }
    }
}
