package dev.airelay.platform.lambda;

import dev.airelay.http.Cancellation;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/// Owns the socket of one response: takes from the pipe, sends, and reads the verdict.
///
/// The producer's own thread does it ([#send()]) for as long as the socket takes each piece at
/// once, which it does unless the client is slow: a second thread would cost two switches a piece.
/// From the first time that something has to wait, a thread of its own does it ([#start()]), and
/// the producer goes on beside it.
///
/// When the socket fails it cuts the exchange as [Cancellation.Reason#CLIENT_GONE], which releases
/// a handler that waits for its upstream, and breaks the pipe off, which releases one that is
/// blocked here. Nothing is ever sent twice.
final class ResponseWriter {
    private static final Logger LOG = System.getLogger(ResponseWriter.class.getName());

    private final RuntimeApi api;
    private final Invocation invocation;
    private final byte[] prelude;
    private final BoundedPipe pipe;
    private final Cancellation cancellation;

    private String trailers = "";
    private int taken;
    private boolean broken;
    private @Nullable Thread thread;
    private volatile @Nullable ResponsePost opened;
    private volatile @Nullable Answer verdict;

    ResponseWriter(
            RuntimeApi api,
            Invocation invocation,
            byte[] prelude,
            BoundedPipe pipe,
            Cancellation cancellation) {
        this.api = api;
        this.invocation = invocation;
        this.prelude = prelude;
        this.pipe = pipe;
        this.cancellation = cancellation;
    }

    /// What to send behind the last chunk; to be set before the pipe is finished.
    void trailers(String lines) {
        trailers = lines;
    }

    /// Sends what was flushed, as far as that needs no waiting; opens the response first. For the
    /// producer, after each flush.
    void send() {
        if (thread != null) {
            return;
        }
        try {
            if (!sendAtOnce()) {
                start();
            }
        } catch (Throwable failure) {
            broke(failure);
        }
    }

    /// Has a thread of its own send from now on. For the producer, before it may have to wait.
    void start() {
        if (thread == null) {
            thread =
                    Thread.ofVirtual()
                            .name("response " + invocation.requestId())
                            .start(this::sendToTheEnd);
        }
    }

    /// Returns when all is sent and Lambda has said what came of it, or when that failed. For the
    /// producer, once it has finished the pipe.
    void finish() {
        var sending = thread;
        if (sending == null) {
            if (!broken) {
                sendToTheEnd();
            }
            return;
        }
        boolean interrupted = false;
        while (sending.isAlive()) {
            try {
                sending.join();
            } catch (InterruptedException e) {
                interrupted = true;
                sever(new InterruptedIOException("interrupted while ending the response"));
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendToTheEnd() {
        try {
            var post = post();
            post.rest();
            release();
            while (pipe.take()) {
                chunk(post);
                post.rest();
                release();
            }
            conclude(post.finish(trailers));
        } catch (Throwable failure) {
            broke(failure);
        } finally {
            close();
        }
    }

    /// @return whether all that was flushed is sent
    private boolean sendAtOnce() throws IOException {
        var post = post();
        while (post.sentAll() && pipe.poll()) {
            chunk(post);
            if (post.sentAll()) {
                release();
            }
        }
        return post.sentAll();
    }

    private ResponsePost post() throws IOException {
        pipe.throwIfBroken();
        var post = opened;
        if (post == null) {
            post = api.openResponse(invocation);
            opened = post;
            pipe.throwIfBroken(); // whoever broke it off meanwhile found nothing to close
            post.begin(prelude);
        }
        return post;
    }

    private void chunk(ResponsePost post) throws IOException {
        taken = pipe.first().remaining() + pipe.second().remaining();
        post.chunk(pipe.first(), pipe.second());
    }

    private void release() {
        pipe.release(taken);
        taken = 0;
    }

    private void conclude(Answer answer) {
        verdict = answer;
        if (answer.status() != 202) {
            LOG.log(
                    Level.WARNING,
                    "the response of {0} was refused: {1} {2}",
                    invocation,
                    answer,
                    answer.reason());
        }
    }

    private void broke(Throwable failure) {
        LOG.log(Level.WARNING, "the response of " + invocation + " broke off", failure);
        broken = true;
        close();
        try {
            cancellation.cancel(
                    Cancellation.Reason
                            .CLIENT_GONE); // first, so that whoever is released can ask why
        } finally {
            pipe.breakOff(new IOException(failure));
        }
    }

    private void close() {
        var post = opened;
        if (post != null) {
            try {
                post.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "closing a response failed", e);
            }
        }
    }

    /// Gives the response up: closes the socket under whatever blocks on it.
    void sever(IOException why) {
        pipe.breakOff(why);
        close();
    }

    /// Whether a connection for the response was ever open, so that Lambda may know of it.
    boolean wasOpened() {
        return opened != null;
    }

    /// What Lambda said at the end; null when it came to none.
    @Nullable Answer verdict() {
        return verdict;
    }
}
