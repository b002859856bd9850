package dev.airelay.platform.lambda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BoundedPipeTest {
    private static final StreamLimits SMALL =
            new StreamLimits(1000, 100, 1_000_000, Duration.ofMillis(20));

    private final BoundedPipe pipe = new BoundedPipe(ByteBuffer.allocateDirect(1000), SMALL);

    private void put(String text, boolean urgent) throws IOException {
        var bytes = RunningEdge.utf8(text);
        pipe.put(bytes, 0, bytes.length, urgent);
    }

    private String take() throws IOException, InterruptedException {
        assertTrue(pipe.take());
        return new String(drain(), StandardCharsets.UTF_8);
    }

    private byte[] drain() {
        int head = pipe.first().remaining();
        int tail = pipe.second().remaining();
        var bytes = new byte[head + tail];
        pipe.first().get(bytes, 0, head);
        pipe.second().get(bytes, head, tail);
        pipe.release(bytes.length);
        return bytes;
    }

    /// Runs on a thread of its own and returns once it is blocked.
    private static <T> FutureTask<T> blocked(Callable<T> work) {
        var task = new FutureTask<>(work);
        var thread = Thread.ofPlatform().daemon().start(task);
        while (thread.getState() != Thread.State.TIMED_WAITING
                && thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return task;
    }

    private FutureTask<String> blockedPut(String text) {
        return blocked(() -> {
            put(text, false);
            return "put";
        });
    }

    @Test
    void flushesThatQueuedUpAreTakenTogetherAndUnflushedBytesAreNot() throws Exception {
        put("one ", false);
        pipe.flush();
        put("two ", false);
        pipe.flush();
        put("three", false);
        assertEquals("one two ", take());
        pipe.flush();
        assertEquals("three", take());
        pipe.finish();
        assertFalse(pipe.take());
    }

    @Test
    void anyPiecesThroughTheRingComeOutAsTheyWentIn() throws Exception {
        var random = new Random(7);
        var sent = new byte[200_000];
        random.nextBytes(sent);
        var received = new CompletableFuture<byte[]>();
        Thread.ofVirtual()
                .start(() -> {
                    var bytes = new ByteArrayOutputStream();
                    try {
                        while (pipe.take()) {
                            bytes.writeBytes(drain());
                        }
                        received.complete(bytes.toByteArray());
                    } catch (IOException | InterruptedException e) {
                        received.completeExceptionally(e);
                    }
                });
        for (int at = 0; at < sent.length; ) {
            int length = Math.min(1 + random.nextInt(3000), sent.length - at);
            pipe.put(sent, at, length, false);
            assertTrue(pipe.queued() <= 1000);
            at += length;
            if (random.nextBoolean()) {
                pipe.flush();
            }
        }
        pipe.finish();
        assertArrayEquals(sent, received.get(10, TimeUnit.SECONDS));
    }

    @Test
    void aFullQueueBlocksUntilTheConsumerHasSentSomething() throws Exception {
        put("a".repeat(900), false);
        pipe.flush();
        var put = blockedPut("b");
        assertEquals(900, pipe.queued());
        assertEquals("a".repeat(250), take());
        assertEquals("put", put.get(10, TimeUnit.SECONDS));
    }

    @Test
    void aQueueFullOfUnflushedBytesIsSentEarly() throws Exception {
        put("a".repeat(900), false);
        var put = blockedPut("b");
        assertEquals("a".repeat(250), take());
        assertEquals("put", put.get(10, TimeUnit.SECONDS));
    }

    @Test
    void aWriteThatIsBlockedAtTheCutFailsAndTheInBandErrorStillFits() throws Exception {
        put("a".repeat(200), false);
        pipe.flush();
        put("b".repeat(650), false);
        var put = blockedPut("b".repeat(51));
        pipe.cut();
        var failure = assertThrows(ExecutionException.class, () -> put.get(10, TimeUnit.SECONDS));
        assertInstanceOf(ReplyStuckException.class, failure.getCause());
        put("event: error", true);
        pipe.finish();
        assertEquals("a".repeat(200) + "event: error", take());
        assertFalse(pipe.take());
    }

    @Test
    void afterTheCutASmallWriteNeverBlocksInAFullQueue() throws Exception {
        put("a".repeat(900), false);
        pipe.flush();
        pipe.cut();
        put("e".repeat(100), true);
        pipe.flush();
        assertEquals(1000, pipe.queued());
        assertThrows(ReplyStuckException.class, () -> put("e", true));
        assertEquals(1000, pipe.queued());
    }

    @Test
    void aBrokenPipeReleasesBothSides() throws Exception {
        put("a".repeat(900), false);
        var put = blockedPut("b");
        pipe.breakOff(new IOException("the socket died"));
        var failure = assertThrows(ExecutionException.class, () -> put.get(10, TimeUnit.SECONDS));
        assertTrue(String.valueOf(failure.getCause()).contains("the socket died"));
        assertThrows(IOException.class, pipe::take);
        assertThrows(IOException.class, pipe::flush);
    }

    @Test
    void aConsumerThatWaitsIsReleasedWhenThePipeBreaks() throws Exception {
        var take = blocked(pipe::take);
        pipe.breakOff(new IOException("severed"));
        assertThrows(ExecutionException.class, () -> take.get(10, TimeUnit.SECONDS));
    }

    @Test
    void anInterruptedProducerStopsWaiting() throws Exception {
        put("a".repeat(900), false);
        Thread.currentThread().interrupt();
        assertThrows(InterruptedIOException.class, () -> put("b", false));
        assertTrue(Thread.interrupted());
    }
}
