package dev.airelay.platform.lambda;

import dev.airelay.http.Cancellation;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/// The one thread that owns the socket of one response: takes from the hand-over, sends, and reads
/// the verdict.
///
/// When the socket fails it cuts the exchange as [Cancellation.Reason#CLIENT_GONE], which releases
/// a handler that waits for its upstream, and breaks the hand-over off, which releases one that is
/// blocked here. Nothing is ever sent twice.
final class ResponseWriter implements Runnable {
    private static final Logger LOG = System.getLogger(ResponseWriter.class.getName());

    private final RuntimeApi api;
    private final Invocation invocation;
    private final byte[] prelude;
    private final HandOver handOver;
    private final Cancellation cancellation;

    private String trailers = "";
    private volatile @Nullable ResponsePost opened;
    private volatile @Nullable Answer verdict;

    ResponseWriter(
            RuntimeApi api,
            Invocation invocation,
            byte[] prelude,
            HandOver handOver,
            Cancellation cancellation) {
        this.api = api;
        this.invocation = invocation;
        this.prelude = prelude;
        this.handOver = handOver;
        this.cancellation = cancellation;
    }

    /// What to send behind the last chunk; to be set before the hand-over is finished.
    void trailers(String lines) {
        trailers = lines;
    }

    @Override
    public void run() {
        try {
            handOver.awaitOpen();
            try (var post = api.openResponse(invocation)) {
                opened = post;
                handOver.throwIfBroken();
                var answer = send(post);
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
        } catch (Throwable failure) {
            LOG.log(Level.WARNING, "the response of " + invocation + " broke off", failure);
            try {
                cancellation.cancel(
                        Cancellation.Reason
                                .CLIENT_GONE); // first, so that whoever is released can ask why
            } finally {
                handOver.breakOff(new IOException(failure));
            }
        }
    }

    private Answer send(ResponsePost post) throws IOException, InterruptedException {
        post.begin(prelude);
        while (handOver.take()) {
            int length = handOver.first().remaining() + handOver.second().remaining();
            post.chunk(handOver.first(), handOver.second());
            handOver.release(length);
        }
        return post.finish(trailers);
    }

    /// Gives the response up: closes the socket under whatever blocks on it.
    void sever(IOException why) {
        handOver.breakOff(why);
        var post = opened;
        if (post != null) {
            try {
                post.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "closing a severed response failed", e);
            }
        }
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
