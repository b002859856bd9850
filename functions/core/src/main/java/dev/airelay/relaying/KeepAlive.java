package dev.airelay.relaying;

import dev.airelay.http.Cancellation;
import dev.airelay.time.Alarms;
import dev.airelay.time.Alarms.Alarm;
import java.io.IOException;
import java.time.Duration;

/// Keeps the client of a stream, and the proxies before it, from giving up while nothing comes.
///
/// It is also how the relay learns early that a waiting client has left: a comment that cannot be
/// written cuts the exchange.
final class KeepAlive implements AutoCloseable {
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration NEXT = Duration.ofSeconds(15);

    private final Alarms alarms;
    private final Delivery delivery;
    private final Cancellation cancellation;
    private Alarm alarm;
    private boolean closed;

    /// Does nothing for an answer in one piece, in which there is no place for comments.
    KeepAlive(Alarms alarms, AdmittedRequest admitted) {
        this.alarms = alarms;
        this.delivery = admitted.delivery();
        this.cancellation = admitted.arrival().request().cancellation();
        alarm = admitted.call().streamed() ? alarms.after(FIRST, this::comment) : () -> {};
    }

    private void comment() {
        try {
            delivery.comment();
            again();
        } catch (IOException e) {
            cancellation.cancel(Cancellation.Reason.CLIENT_GONE);
        }
    }

    private synchronized void again() {
        if (!closed) {
            alarm = alarms.after(NEXT, this::comment);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        alarm.close();
    }
}
