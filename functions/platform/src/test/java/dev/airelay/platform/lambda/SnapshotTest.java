package dev.airelay.platform.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.http.Handler;
import dev.airelay.http.Headers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class SnapshotTest {
    @TempDir Path tmp;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> tellings = new LinkedBlockingQueue<>();

    private final class Telling implements SnapshotHook {
        private final String name;

        Telling(String name) {
            this.name = name;
        }

        @Override
        public void beforeSnapshot() {
            tell(name + " sleeps");
        }

        @Override
        public void afterRestore() {
            tell(name + " wakes");
        }
    }

    private void tell(String what) {
        told.add(what);
        tellings.add(what);
    }

    private static final Handler OK =
            (_, reply) -> {
                try {
                    reply.start(200, Headers.none());
                    reply.end();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            };

    private Handler twoParts(SnapshotHooks hooks) {
        hooks.add(new Telling("first"));
        hooks.add(new Telling("second"));
        return OK;
    }

    private Path marker() {
        return tmp.resolve(".relay-restored");
    }

    @Test
    void hooksRunBackwardsBeforeTheSnapshotAndForwardsAfterTheRestore() throws Exception {
        try (var edge = new RunningEdge().start(RunningEdge.snapStart(tmp), this::twoParts)) {
            assertEquals("second sleeps", FakeRuntimeApi.Await.next(tellings));
            assertEquals("first sleeps", FakeRuntimeApi.Await.next(tellings));
            edge.api.restores.add(FakeRuntimeApi.status(200, "", ""));
            edge.invoke(RunningEdge.get("/"));
            assertEquals("\n", tailOf(edge.api.response()));
            assertEquals(
                    List.of("second sleeps", "first sleeps", "first wakes", "second wakes"), told);
            assertEquals(
                    List.of("GET restore/next", "GET invocation/next"),
                    edge.api.journal.stream().limit(2).toList());
            assertTrue(Files.exists(marker()));
        }
    }

    private static String tailOf(RecordedResponse response) throws Exception {
        var rest = response.rest();
        return rest.substring(rest.lastIndexOf('\0') + 1);
    }

    @Test
    void nothingIsConnectedWhileTheSnapshotIsTakenButTheOneBlockingCall() throws Exception {
        var blocked = new LinkedBlockingQueue<Integer>();
        try (var edge = new RunningEdge()) {
            edge.api.restores.add(out -> {
                blocked.add(edge.api.open.size());
                FakeRuntimeApi.status(200, "", "").answer(out);
            });
            edge.start(RunningEdge.snapStart(tmp), this::twoParts);
            assertEquals(1, FakeRuntimeApi.Await.next(blocked));
        }
    }

    @Test
    void whatAHookMakesAfterTheRestoreDiffersBetweenEnvironmentsOfOneSnapshot() throws Exception {
        assertNotEquals(idOfRestored(tmp.resolve("a")), idOfRestored(tmp.resolve("b")));
    }

    private String idOfRestored(Path own) throws Exception {
        var ids = new CopyOnWriteArrayList<String>();
        Application application =
                hooks -> {
                    hooks.add(
                            new SnapshotHook() {
                                @Override
                                public void afterRestore() {
                                    ids.add(UUID.randomUUID().toString());
                                }
                            });
                    return OK;
                };
        try (var edge =
                new RunningEdge()
                        .start(RunningEdge.snapStart(Files.createDirectory(own)), application)) {
            edge.api.restores.add(FakeRuntimeApi.status(200, "", ""));
            edge.invoke(RunningEdge.get("/"));
            assertEquals("\n", tailOf(edge.api.response()));
            assertEquals(1, ids.size());
            return ids.getFirst();
        }
    }

    @Test
    void aRestoredEnvironmentThatStartsAnewOnlyWakes() throws Exception {
        Files.createFile(marker());
        try (var edge = new RunningEdge().start(RunningEdge.snapStart(tmp), this::twoParts)) {
            edge.invoke(RunningEdge.get("/"));
            assertEquals("\n", tailOf(edge.api.response()));
            assertEquals(List.of("first wakes", "second wakes"), told);
            assertFalse(edge.api.journal.contains("GET restore/next"));
        }
    }

    @Test
    void anOnDemandEnvironmentKnowsNoHooks() throws Exception {
        try (var edge = RunningEdge.onDemand(this::twoParts)) {
            edge.invoke(RunningEdge.get("/"));
            assertEquals("\n", tailOf(edge.api.response()));
            assertEquals(List.of(), told);
        }
    }

    @Test
    void aHookThatFailsBeforeTheSnapshotExitsWith64AndAnInitError() throws Exception {
        try (var edge = new RunningEdge().start(RunningEdge.snapStart(tmp), failing(true))) {
            assertEquals(64, edge.exitCode());
            var report = FakeRuntimeApi.Await.next(edge.api.reports);
            assertEquals("init/error", report.path());
            assertEquals(
                    "Runtime.BeforeCheckpointError",
                    report.headers().first("lambda-runtime-function-error-type").orElse("none"));
        }
    }

    @Test
    void aHookThatFailsAfterTheRestoreExitsWith64AndARestoreError() throws Exception {
        try (var edge = new RunningEdge().start(RunningEdge.snapStart(tmp), failing(false))) {
            edge.api.restores.add(FakeRuntimeApi.status(200, "", ""));
            assertEquals(64, edge.exitCode());
            var report = FakeRuntimeApi.Await.next(edge.api.reports);
            assertEquals("restore/error", report.path());
            assertEquals(
                    "Runtime.AfterRestoreError",
                    report.headers().first("lambda-runtime-function-error-type").orElse("none"));
            assertFalse(Files.exists(marker()));
        }
    }

    private static Application failing(boolean before) {
        return hooks -> {
            hooks.add(
                    new SnapshotHook() {
                        @Override
                        public void beforeSnapshot() {
                            if (before) {
                                throw new IllegalStateException("on purpose");
                            }
                        }

                        @Override
                        public void afterRestore() {
                            throw new IllegalStateException("on purpose");
                        }
                    });
            return OK;
        };
    }

    @Test
    void aRefusedRestoreExitsWith64() throws Exception {
        try (var edge = new RunningEdge().start(RunningEdge.snapStart(tmp), this::twoParts)) {
            edge.api.restores.add(FakeRuntimeApi.status(404, "", "no"));
            assertEquals(64, edge.exitCode());
        }
    }

    @Test
    void aRestoreThatCarriesAnInvocationExitsWith1() throws Exception {
        try (var edge = new RunningEdge().start(RunningEdge.snapStart(tmp), this::twoParts)) {
            edge.api.restores.add(
                    FakeRuntimeApi.status(200, "Lambda-Runtime-Aws-Request-Id: r1\r\n", "{}"));
            assertEquals(1, edge.exitCode());
            assertEquals(List.of("second sleeps", "first sleeps"), told);
            assertFalse(edge.api.journal.contains("GET invocation/next"));
        }
    }
}
