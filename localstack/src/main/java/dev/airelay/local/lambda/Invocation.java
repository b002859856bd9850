package dev.airelay.local.lambda;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/// One event on its way to a function, and the answer on its way back.
///
/// The Runtime API delivers the answer's parts on one thread, the function URL takes them on
/// another. Few parts wait in between, so that a slow client slows the function down, until the
/// taker says that nobody listens any more.
final class Invocation {
    private static final int WAITING_AT_MOST = 16;

    private final String requestId;
    private final String invocationId;
    private final String traceId;
    private final byte[] event;
    private final BlockingQueue<Part> parts = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(WAITING_AT_MOST);
    private volatile Instant deadline = Instant.MAX;
    private volatile boolean discarded;

    /// @param id the request id; the invocation id that must be echoed is derived from it
    Invocation(String id, String traceId, byte[] event) {
        this.requestId = id;
        this.invocationId = "invocation-" + id;
        this.traceId = traceId;
        this.event = event;
    }

    /// What a function answers, in this order: a head, bytes, an end; a failure may come at any
    /// point and is the last.
    sealed interface Part {
        /// @param contentType empty when the runtime sent none
        record Head(String contentType) implements Part {}

        record Bytes(@SuppressWarnings("ArrayRecordComponent") byte[] bytes) implements Part {}

        /// @param trailers of the request that carried the answer, names in lower case
        record End(Map<String, String> trailers) implements Part {}

        /// @param type Lambda's name of the failure
        record Failed(String type) implements Part {}
    }

    String requestId() {
        return requestId;
    }

    String invocationId() {
        return invocationId;
    }

    String traceId() {
        return traceId;
    }

    byte[] event() {
        return event;
    }

    /// A function gets the event now. The time before, in which it may have had to be started, does
    /// not count.
    void begin(Instant itsDeadline) {
        deadline = itsDeadline;
    }

    Instant deadline() {
        return deadline;
    }

    /// Hands on bytes or what frames them; waits while too many parts are waiting.
    void deliver(Part part) throws InterruptedException {
        if (discarded) {
            return;
        }
        room.acquire();
        parts.add(part);
    }

    /// Hands on the news that no more will come; never waits. Whatever is delivered behind it is
    /// not read.
    void fail(String type) {
        parts.add(new Part.Failed(type));
    }

    Part take() throws InterruptedException {
        var part = parts.take();
        room.release();
        return part;
    }

    /// Says that nobody takes parts any more: from now on they vanish and delivering never waits.
    void discard() {
        discarded = true;
        room.release(Integer.MAX_VALUE / 2);
    }
}
