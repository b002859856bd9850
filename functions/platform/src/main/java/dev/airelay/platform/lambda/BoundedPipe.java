package dev.airelay.platform.lambda;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The bounded way from the handler to the response socket.
///
/// A ring of bytes outside the Java heap. The producer copies each write into it once; the consumer
/// sends straight from it, everything that was flushed by then as one chunk. A full ring blocks the
/// producer, which therefore stops reading its upstream: constant memory, however slow the client.
///
/// One producer calls [#put], [#flush], [#discardUnflushed] and [#finish]; one consumer, which may
/// be the producer's own thread while nothing has to wait, calls [#poll], [#take] and [#release];
/// [#cut] and [#breakOff] may come from anywhere. Positions count bytes since the start of the
/// reply: released ≤ flushed ≤ written.
final class BoundedPipe {
    private final ByteBuffer ring;
    private final StreamLimits limits;
    private final int largestChunk;
    private final ByteBuffer first;
    private final ByteBuffer second;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition roomOrEnd = lock.newCondition();
    private final Condition bytesOrEnd = lock.newCondition();

    private long written;
    private long flushed;
    private long released;
    private boolean finished;
    private volatile boolean cut;
    private long graceEnds;
    private @Nullable IOException broken;

    /// @param ring `limits.queuedBytes()` bytes that nobody else uses until the consumer has ended
    BoundedPipe(ByteBuffer ring, StreamLimits limits) {
        this.ring = ring;
        this.limits = limits;
        this.largestChunk = limits.queuedBytes() / 4;
        this.first = ring.duplicate();
        this.second = ring.duplicate();
    }

    /// Bytes put so far; for the producer.
    long written() {
        return written;
    }

    boolean isCut() {
        return cut;
    }

    /// Copies the bytes in, waiting for room.
    ///
    /// @param urgent the write may also use the spare bytes
    /// @throws ReplyStuckException when the exchange was cut and its grace is over; what was put
    ///   since the last flush is dropped, so the stream ends where a flush ended
    /// @throws IOException when the consumer has failed
    void put(byte[] bytes, int from, int length, boolean urgent) throws IOException {
        int end = from + length;
        for (int at = from; at < end; ) {
            int piece = Math.min(end - at, largestChunk);
            awaitRoom(piece, usable(urgent));
            int start = index(written);
            int head = Math.min(piece, limits.queuedBytes() - start);
            ring.put(start, bytes, at, head);
            ring.put(0, bytes, at + head, piece - head);
            written += piece;
            at += piece;
        }
    }

    /// Whether a write of this length finds room without waiting.
    boolean hasRoom(int length, boolean urgent) {
        return queued() + length <= usable(urgent);
    }

    private int usable(boolean urgent) {
        return limits.queuedBytes() - (urgent ? 0 : limits.spareBytes());
    }

    private void awaitRoom(int piece, int usable) throws IOException {
        lock.lock();
        try {
            throwIfBroken();
            while (written - released + piece > usable) {
                if (flushed == released) {
                    expose(); // the ring is full of unflushed bytes: only sending them makes room
                }
                long patience = cut ? graceEnds - System.nanoTime() : Long.MAX_VALUE;
                if (patience <= 0) {
                    written = flushed;
                    throw new ReplyStuckException(limits.grace());
                }
                var _ = roomOrEnd.awaitNanos(patience);
                throwIfBroken();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the client");
        } finally {
            lock.unlock();
        }
    }

    /// Lets the consumer have what was put so far.
    void flush() throws IOException {
        lock.lock();
        try {
            throwIfBroken();
            expose();
        } finally {
            lock.unlock();
        }
    }

    void discardUnflushed() {
        lock.lock();
        try {
            written = flushed;
        } finally {
            lock.unlock();
        }
    }

    /// Tells the consumer that nothing follows.
    void finish() {
        lock.lock();
        try {
            finished = true;
            expose();
        } finally {
            lock.unlock();
        }
    }

    private void expose() {
        flushed = written;
        bytesOrEnd.signal();
    }

    /// Starts the grace of a producer that waits for room, now or later.
    void cut() {
        lock.lock();
        try {
            graceEnds = System.nanoTime() + limits.grace().toNanos();
            cut = true;
            roomOrEnd.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Ends both sides; the first reason stays.
    void breakOff(IOException why) {
        lock.lock();
        try {
            if (broken == null) {
                broken = why;
            }
            roomOrEnd.signal();
            bytesOrEnd.signal();
        } finally {
            lock.unlock();
        }
    }

    void throwIfBroken() throws IOException {
        lock.lock();
        try {
            if (broken != null) {
                throw new IOException(
                        "the response was broken off: " + broken.getMessage(), broken);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Waits for flushed bytes and points [#first] and [#second] at them, a quarter of the ring at
    /// most.
    ///
    /// @return false when the producer has finished and everything was taken
    boolean take() throws IOException, InterruptedException {
        lock.lock();
        try {
            while (flushed == released && !finished && broken == null) {
                bytesOrEnd.await();
            }
            return poll();
        } finally {
            lock.unlock();
        }
    }

    /// As [#take], without waiting.
    ///
    /// @return whether there was anything
    boolean poll() throws IOException {
        lock.lock();
        try {
            throwIfBroken();
            int length = (int) Math.min(flushed - released, largestChunk);
            int start = index(released);
            int head = Math.min(length, limits.queuedBytes() - start);
            first.limit(start + head).position(start);
            second.limit(length - head).position(0);
            return length > 0;
        } finally {
            lock.unlock();
        }
    }

    ByteBuffer first() {
        return first;
    }

    ByteBuffer second() {
        return second;
    }

    /// Gives back the room of what [#take] had pointed at, sent by now.
    void release(int length) {
        lock.lock();
        try {
            released += length;
            roomOrEnd.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Bytes that were put and not yet released.
    long queued() {
        lock.lock();
        try {
            return written - released;
        } finally {
            lock.unlock();
        }
    }

    private int index(long position) {
        return (int) (position % limits.queuedBytes());
    }
}
