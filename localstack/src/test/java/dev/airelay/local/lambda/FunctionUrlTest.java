package dev.airelay.local.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.local.server.DoorSettings;
import dev.airelay.local.server.HttpDoor;
import dev.airelay.local.server.RawClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionUrlTest {
    @TempDir Path directory;

    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private Path zip = Path.of("unset");

    @BeforeEach
    void pack() throws IOException {
        zip = TinyFunction.pack(directory, "rwxr-xr-x");
    }

    @AfterEach
    void closeAll() throws Exception {
        for (var each : opened.reversed()) {
            each.close();
        }
    }

    private FunctionSettings settings(String... more) {
        return TinyFunction.settings(zip, more);
    }

    private FunctionPool pool(FunctionSettings settings) throws Exception {
        var pool = FunctionPool.start(settings, InstantSource.system(), lines::add);
        opened.add(pool);
        return pool;
    }

    private HttpDoor door(FunctionPool pool) throws IOException {
        var url =
                new FunctionUrl(
                        pool, InstantSource.system(), UUID::randomUUID, Duration.ofMillis(50));
        var door = HttpDoor.open(DoorSettings.loopback(0), url, InstantSource.system());
        opened.add(door);
        return door;
    }

    private RawClient client(HttpDoor door) throws IOException {
        var client = new RawClient(door.port());
        opened.add(client);
        return client;
    }

    private RawClient client() throws Exception {
        return client(door(pool(settings())));
    }

    private ServerSocket signal() throws IOException {
        var signal = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        signal.setSoTimeout(20_000);
        opened.add(signal);
        return signal;
    }

    private static String waitingAt(String path, ServerSocket signal) {
        return path + "?signal=" + signal.getLocalPort();
    }

    private void awaitLine(String text) throws InterruptedException {
        while (true) {
            var line = lines.poll(20, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("Never printed: " + text);
            }
            if (line.contains(text)) {
                return;
            }
        }
    }

    @Test
    void theFirstChunkArrivesWhileTheFunctionStillWaits() throws Exception {
        var signal = signal();
        var client = client();
        client.ask("GET", waitingAt("/stream", signal));
        var head = client.head();
        assertEquals(201, head.status());
        assertEquals("text/event-stream", head.field("content-type"));
        assertEquals(List.of("a=1", "b=2"), head.fields().get("set-cookie"));
        assertEquals("data: 1\n\n", client.chunk());
        try (var function = signal.accept()) {
            function.getOutputStream().write(7);
        }
        assertEquals("data: 2\n\n", client.chunk());
        assertEquals("", client.chunk());
        awaitLine("answered /stream 202");
    }

    @Test
    void aLifeWithSnapStartGoesInitRestoreNext() throws Exception {
        client().ask("GET", "/echo");
        awaitLine("[tiny] arguments /var/lang/bin/java -classpath x AWSLambda relay.Main");
        awaitLine("leaked false");
        awaitLine("before restore, key false");
        awaitLine("restored 200");
        awaitLine("next");
    }

    @Test
    void aPreludeMayBeSplitAnywhereAndShareAChunkWithTheBody() throws Exception {
        var client = client();
        client.ask("GET", "/split");
        var head = client.head();
        assertEquals(201, head.status());
        assertEquals("body", client.body(head));
    }

    @Test
    void trailersAreDropped() throws Exception {
        var client = client();
        client.ask("GET", "/trailers");
        assertTrue(client.body(client.head()).contains("/trailers"));
        client.ask("GET", "/split");
        assertEquals("body", client.body(client.head()));
    }

    @Test
    void largeChunksArriveWhole() throws Exception {
        var client = client();
        client.ask("GET", "/large");
        assertEquals(200_000, client.body(client.head()).length());
    }

    @Test
    void anAnswerWithoutPreludeIsAnOctetStream() throws Exception {
        var client = client();
        client.ask("GET", "/plain");
        var head = client.head();
        assertEquals(200, head.status());
        assertEquals("application/octet-stream", head.field("content-type"));
        assertEquals("no prelude", client.body(head));
    }

    @Test
    void aSecondResponseAndAnEarlyNextAreRefused() throws Exception {
        var client = client();
        client.ask("GET", "/twice");
        client.body(client.head());
        awaitLine("second 403");
        client.ask("GET", "/early");
        client.body(client.head());
        awaitLine("early 403");
    }

    @Test
    void anUnechoedInvocationIdIsRefusedWhenStrict() throws Exception {
        var pool = pool(settings().withTimeout(Duration.ofSeconds(1)));
        var client = client(door(pool));
        client.ask("GET", "/mute");
        assertEquals(502, client.head().status());
        assertEquals(List.of("the invocation id was not echoed"), pool.warnings());
    }

    @Test
    void anErrorBeforeTheAnswerIs502AndTheEnvironmentLivesOn() throws Exception {
        var client = client();
        client.ask("GET", "/error");
        var head = client.head();
        assertEquals(502, head.status());
        assertEquals("Internal Server Error", client.body(head));
        client.ask("GET", "/split");
        assertEquals("body", client.body(client.head()));
    }

    @Test
    void aWatchSeesTheSnapshotAndEachReturnForAnEvent() throws Exception {
        var seen = new LinkedBlockingQueue<String>();
        var watch =
                new EnvironmentWatch() {
                    @Override
                    public void started(long pid) {
                        seen.add("started " + ProcessHandle.of(pid).isPresent());
                    }

                    @Override
                    public void snapshot(long pid) {
                        seen.add("snapshot");
                    }

                    @Override
                    public void idle(long pid) {
                        seen.add("idle");
                    }
                };
        var pool = FunctionPool.start(settings(), InstantSource.system(), lines::add, watch);
        opened.add(pool);
        var client = client(door(pool));
        client.ask("GET", "/split");
        client.body(client.head());
        for (var wanted : List.of("started true", "snapshot", "idle", "idle")) {
            assertEquals(wanted, seen.poll(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void anInvalidPreludeIs502() throws Exception {
        var client = client();
        client.ask("GET", "/nonsense");
        assertEquals(502, client.head().status());
    }

    @Test
    void aPreludeWithoutABodyHangsUntil504() throws Exception {
        var client = client();
        client.ask("GET", "/empty");
        assertEquals(504, client.head().status());
    }

    @Test
    void anEnvironmentThatDiesIsReplacedByTheNextRequest() throws Exception {
        var client = client();
        client.ask("GET", "/exit");
        var head = client.head();
        assertEquals(502, head.status());
        client.body(head);
        client.ask("GET", "/split");
        assertEquals("body", client.body(client.head()));
    }

    @Test
    void anAnswerThatBreaksOffTearsTheBody() throws Exception {
        var client = client();
        client.ask("GET", "/broken");
        client.head();
        assertEquals("part", client.chunk());
        assertEquals(-1, client.read());
    }

    @Test
    void anEnvironmentIsKilledAtItsDeadlineAndReplaced() throws Exception {
        var signal = signal();
        var client = client(door(pool(settings().withTimeout(Duration.ofSeconds(2)))));
        client.ask("GET", waitingAt("/hang", signal));
        try (var function = signal.accept()) {
            assertEquals(502, client.head().status());
            client.exactly("Internal Server Error".length());
            assertEquals(-1, function.getInputStream().read());
        }
        awaitLine("Sandbox.Timedout");
        client.ask("GET", "/split");
        assertEquals("body", client.body(client.head()));
    }

    @Test
    void aBusyFunctionAnswers429UntilItAsksForTheNextEvent() throws Exception {
        var signal = signal();
        var door = door(pool(settings().withQueueWait(Duration.ZERO)));
        var first = client(door);
        first.ask("GET", waitingAt("/background", signal));
        first.body(first.head());
        var second = client(door);
        second.ask("GET", "/split");
        var head = second.head();
        assertEquals(429, head.status());
        second.body(head);
        try (var function = signal.accept()) {
            function.getOutputStream().write(7);
        }
        awaitLine("after work");
    }

    @Test
    void aClientThatLeavesDoesNotDisturbTheFunction() throws Exception {
        var signal = signal();
        var door = door(pool(settings()));
        var leaving = client(door);
        leaving.ask("GET", waitingAt("/flood", signal));
        try (var function = signal.accept()) {
            leaving.close();
            function.getOutputStream().write(7);
        }
        awaitLine("answered /flood 202");
    }

    @Test
    void aFailedInitialisationIsToldWithItsReasonAndTheLastLines() throws Exception {
        var failure =
                assertThrows(
                        FunctionFailure.class,
                        () ->
                                FunctionPool.start(
                                        settings("TINY_INIT", "error"),
                                        InstantSource.system(),
                                        lines::add));
        assertEquals("Runtime.NoConfig", failure.type());
        awaitLine("last line");
    }

    @Test
    void aWrapperWithoutItsExecutableBitFailsTheStart() throws Exception {
        zip = TinyFunction.pack(directory, "rw-r--r--");
        var failure =
                assertThrows(
                        FunctionFailure.class,
                        () -> FunctionPool.start(settings(), InstantSource.system(), lines::add));
        assertEquals("Runtime.InvalidEntrypoint", failure.type());
    }

    @Test
    void onDemandEnvironmentsGetKeysAndNoRestore() throws Exception {
        var client = client(door(pool(settings().onDemand())));
        client.ask("GET", "/split");
        assertEquals("body", client.body(client.head()));
        assertFalse(lines.stream().anyMatch(line -> line.contains("restored")));
    }

    @Test
    void anEventAboveTheLimitIs413() throws Exception {
        var client = client();
        client.post("/echo", "a".repeat(5 * 1024 * 1024));
        var head = client.head();
        assertEquals(413, head.status());
        assertEquals("{\"Message\":\"Request Entity Too Large\"}", client.body(head));
    }

    @Test
    void closingThePoolEndsItsProcessesAndRemovesItsFiles() throws Exception {
        var pool = pool(settings());
        var root = pool.root();
        assertTrue(Files.isExecutable(root.task().resolve("bin/relay")));
        pool.close();
        assertFalse(Files.exists(root.task()));
        assertTrue(ProcessHandle.current().descendants().noneMatch(ProcessHandle::isAlive));
    }
}
