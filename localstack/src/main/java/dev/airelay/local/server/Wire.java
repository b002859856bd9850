package dev.airelay.local.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The bytes of one client's connection, with a deadline for each that is waited for, and a watch
/// that tells when the client leaves while nobody waits for anything of it.
///
/// The only way to learn that a peer has closed is to read. So while a client is watched a virtual
/// thread reads ahead, and what it gets is kept for the next request; the watch ends when 64 KiB
/// are kept. The connection's own thread reads; any thread may watch, write or close.
final class Wire implements AutoCloseable {
    private static final int AHEAD_AT_MOST = 64 * 1024;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[16 * 1024];
    private int position;
    private int limit;
    private long silenceNanos;
    private long endNanos;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private byte[] ahead = new byte[0];
    private @Nullable Runnable gone;
    private boolean readingAhead;
    private boolean ended;

    Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /// How long reads may wait from now on, each and together.
    void allow(Duration silence, Duration together) {
        silenceNanos = silence.toNanos();
        endNanos = System.nanoTime() + together.toNanos();
    }

    /// Waits for a byte without taking it.
    ///
    /// @return false at the end
    /// @throws SocketTimeoutException when the time that was allowed is over
    boolean hasMore() throws IOException {
        return position < limit || fill();
    }

    /// @return the next byte; -1 at the end
    int read() throws IOException {
        return hasMore() ? buffer[position++] & 0xff : -1;
    }

    /// @return how many bytes were read; -1 at the end
    int read(byte[] into, int from, int length) throws IOException {
        if (!hasMore()) {
            return -1;
        }
        int count = Math.min(length, limit - position);
        System.arraycopy(buffer, position, into, from, count);
        position += count;
        return count;
    }

    void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
    }

    /// Nothing of the client is waited for until [#unwatchable], so it may be watched.
    ///
    /// @param action runs once when the client closes its side. A client that only says that it
    ///   will send nothing more counts as one that leaves, as it does for nginx
    ///   (https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ignore_client_abort, read
    ///   2026-11-27): the two cannot be told apart before something is written
    void watchable(Runnable action) {
        lock.lock();
        try {
            gone = action;
        } finally {
            lock.unlock();
        }
    }

    void unwatchable() {
        lock.lock();
        try {
            gone = null;
        } finally {
            lock.unlock();
        }
    }

    /// Begins to read ahead, if the client may be watched.
    void watch() {
        Runnable left = null;
        lock.lock();
        try {
            if (gone != null && ended) {
                left = gone;
            } else if (gone != null && !readingAhead) {
                socket.setSoTimeout(0);
                readingAhead = true;
                Thread.ofVirtual().name("door-watch").start(this::readAhead);
            }
        } catch (SocketException e) {
            ended = true;
        } finally {
            lock.unlock();
        }
        if (left != null) {
            left.run();
        }
    }

    private void readAhead() {
        var piece = new byte[4 * 1024];
        boolean on = true;
        while (on) {
            int count;
            try {
                count = in.read(piece);
            } catch (IOException e) {
                count = -1;
            }
            on = keep(piece, count);
        }
    }

    /// @return whether to read on
    private boolean keep(byte[] piece, int count) {
        Runnable left;
        lock.lock();
        try {
            if (count > 0) {
                ahead = joined(ahead, piece, count);
            } else {
                ended = true;
            }
            readingAhead = gone != null && !ended && ahead.length < AHEAD_AT_MOST;
            left = ended ? gone : null;
            news.signalAll();
            if (left == null) {
                return readingAhead;
            }
        } finally {
            lock.unlock();
        }
        left.run();
        return false;
    }

    private static byte[] joined(byte[] first, byte[] second, int count) {
        var all = new byte[first.length + count];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(second, 0, all, first.length, count);
        return all;
    }

    private boolean fill() throws IOException {
        lock.lock();
        try {
            while (readingAhead && ahead.length == 0) {
                var _ = news.awaitNanos(patience());
            }
            if (ahead.length > 0) {
                takeAhead();
                return true;
            }
            if (ended) {
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for the client", e);
        } finally {
            lock.unlock();
        }
        socket.setSoTimeout((int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(patience())));
        limit = Math.max(0, in.read(buffer));
        position = 0;
        return limit > 0;
    }

    private void takeAhead() {
        limit = Math.min(ahead.length, buffer.length);
        position = 0;
        System.arraycopy(ahead, 0, buffer, 0, limit);
        var rest = new byte[ahead.length - limit];
        System.arraycopy(ahead, limit, rest, 0, rest.length);
        ahead = rest;
    }

    private long patience() throws SocketTimeoutException {
        long left = Math.min(silenceNanos, endNanos - System.nanoTime());
        if (left <= 0) {
            throw new SocketTimeoutException("The client is too slow");
        }
        return left;
    }

    /// Ends what is sent. When the client is still sending, reads over what comes until it has
    /// closed too, so that its system does not throw the answer away because of bytes that nobody
    /// took (https://www.rfc-editor.org/rfc/rfc9112.html#section-9.6, read 2026-11-27).
    ///
    /// @param sending whether the client is known to send still
    void closeGently(boolean sending, Duration linger) {
        try {
            if (sending || in.available() > 0) {
                socket.shutdownOutput();
                allow(linger, linger);
                while (hasMore()) {
                    position = limit;
                }
            }
        } catch (IOException left) {
            // There is nobody left to be gentle to.
        }
        close();
    }

    /// Lets the client see a connection that broke.
    void abort() {
        try {
            socket.setSoLinger(true, 0);
        } catch (SocketException closed) {
            // It is as broken as it can be.
        }
        close();
    }

    /// Ends reads and writes that wait, and those that follow.
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing can be done about a socket that cannot even be closed.
        }
    }
}
