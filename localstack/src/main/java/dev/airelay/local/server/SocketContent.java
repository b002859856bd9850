package dev.airelay.local.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.airelay.http.BodyException;
import dev.airelay.http.BodyException.Why;
import dev.airelay.http.Content;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A body that stays in its socket until somebody wants it.
///
/// Memory is taken as bytes arrive, not as they are announced: a client that announces much and
/// sends little costs little.
final class SocketContent implements Content {
    private static final int FIRST = 64 * 1024;
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(US_ASCII);

    private final Wire wire;
    private final BodyReader reader;
    private final DoorSettings settings;
    private final BodyRoom room;
    private final Runnable received;
    private boolean continueDue;
    private long taken;
    private byte @Nullable [] whole;
    private @Nullable BodyException failure;

    /// @param expectsContinue whether the client waits for a word before it sends
    /// @param received runs once when nothing of the request is to come any more
    SocketContent(
            Wire wire,
            BodyReader reader,
            boolean expectsContinue,
            DoorSettings settings,
            BodyRoom room,
            Runnable received) {
        this.wire = wire;
        this.reader = reader;
        this.continueDue = expectsContinue;
        this.settings = settings;
        this.room = room;
        this.received = received;
        if (reader.ended()) {
            received.run();
        }
    }

    @Override
    public byte[] bytes() {
        if (failure != null) {
            throw failure;
        }
        if (whole == null) {
            try {
                whole = receive();
            } catch (SocketTimeoutException e) {
                throw failed(new BodyException(Why.TOO_SLOW, e));
            } catch (IOException e) {
                throw failed(new BodyException(Why.BROKEN_OFF, e));
            } catch (RefusedException e) {
                throw failed(new BodyException(Why.MALFORMED, e));
            } catch (BodyException e) {
                throw failed(e);
            }
        }
        return whole;
    }

    @Override
    public void takeRoom(long bytes) {
        if (!room.take(bytes)) {
            throw new BodyException(Why.NO_ROOM);
        }
        taken += bytes;
    }

    /// Whether nothing of it is to come any more.
    boolean ended() {
        return reader.ended();
    }

    /// Whether the connection is good for another request once [#drain] has been called, with no
    /// more than a little to read over.
    boolean leavesLittle() {
        return failure == null
                && !(continueDue && !reader.ended())
                && reader.left() <= settings.sizes().drained();
    }

    /// Reads over what nobody wanted.
    void drain() throws IOException {
        var piece = new byte[8 * 1024];
        wire.allow(settings.times().linger(), settings.times().linger());
        try {
            while (!reader.ended()) {
                var _ = reader.read(piece, 0, piece.length);
            }
        } catch (RefusedException e) {
            throw new IOException(e);
        }
    }

    /// Nobody needs the bytes any more.
    void release() {
        room.giveBack(taken);
        taken = 0;
    }

    private BodyException failed(BodyException e) {
        failure = e;
        return e;
    }

    private byte[] receive() throws IOException, RefusedException {
        if (reader.ended()) {
            return new byte[0];
        }
        if (continueDue) {
            continueDue = false;
            wire.write(CONTINUE, 0, CONTINUE.length);
        }
        wire.allow(settings.times().bodySilence(), settings.times().body());
        int most = (int) Math.min(reader.left(), settings.sizes().body() + 1L);
        var bytes = grown(new byte[0], Math.min(most, FIRST));
        int length = 0;
        while (length < most) {
            if (length == bytes.length) {
                bytes = grown(bytes, Math.min(most, 2 * length));
            }
            int count = reader.read(bytes, length, bytes.length - length);
            if (count < 0) {
                break;
            }
            length += count;
        }
        if (reader.ended()) {
            received.run();
        }
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    private byte[] grown(byte[] bytes, int length) {
        takeRoom(length - bytes.length);
        return Arrays.copyOf(bytes, length);
    }
}
