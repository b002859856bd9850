package dev.airelay.proxy.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// What an upstream says to one call.
///
/// @param head without what tells how long the body is; empty: nothing is said at all
/// @param pieces of the body, each sent by itself
/// @param chunked whether they are framed as chunks, and not the only one
/// @param end what comes behind them
record UpstreamReply(String head, List<byte[]> pieces, boolean chunked, End end) {
    enum End {
        WHOLE,
        /// The connection ends before the body does.
        TORN,
        /// The connection stays, and nothing comes.
        SILENT
    }

    /// Nothing, for as long as the client waits.
    static final UpstreamReply SILENCE = new UpstreamReply("", List.of(), false, End.SILENT);

    static UpstreamReply whole(int status, String json) {
        return new UpstreamReply(
                "HTTP/1.1 "
                        + status
                        + " -\r\ncontent-type: application/json\r\nx-request-id: r\r\n",
                List.of(json.getBytes(UTF_8)),
                false,
                End.WHOLE);
    }

    /// @param frames of a stream, each with the empty line that ends it
    static UpstreamReply stream(List<String> frames) {
        return new UpstreamReply(
                "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nx-request-id: r\r\n",
                frames.stream().map(frame -> frame.getBytes(UTF_8)).toList(),
                true,
                End.WHOLE);
    }

    /// The first half of it, where the connection ends.
    UpstreamReply broken() {
        return half(End.TORN);
    }

    /// The first half of it, and then nothing.
    UpstreamReply hanging() {
        return half(End.SILENT);
    }

    private UpstreamReply half(End then) {
        return new UpstreamReply(head, pieces.subList(0, pieces.size() / 2), chunked, then);
    }

    /// The same, packed, each piece such that it can be read when it comes.
    UpstreamReply packed() {
        var packed = new ArrayList<byte[]>();
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes, true)) {
            for (byte[] piece : pieces) {
                gzip.write(piece);
                if (chunked) {
                    gzip.flush();
                    packed.add(taken(bytes));
                }
            }
            gzip.finish();
            packed.add(taken(bytes));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new UpstreamReply(head + "content-encoding: gzip\r\n", packed, chunked, end);
    }

    private static byte[] taken(ByteArrayOutputStream bytes) {
        byte[] taken = bytes.toByteArray();
        bytes.reset();
        return taken;
    }

    /// @return whether the client may say more on this connection
    boolean write(OutputStream out) throws IOException {
        if (!head.isEmpty()) {
            String length =
                    chunked
                            ? "transfer-encoding: chunked"
                            : "content-length: " + pieces.getFirst().length;
            send(out, (head + length + "\r\n\r\n").getBytes(UTF_8));
        }
        for (byte[] piece : pieces) {
            send(out, chunked ? chunk(piece) : piece);
        }
        if (chunked && end == End.WHOLE) {
            send(out, chunk(new byte[0]));
        }
        return end != End.TORN;
    }

    private static void send(OutputStream out, byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    private static byte[] chunk(byte[] piece) {
        var chunk = new ByteArrayOutputStream(piece.length + 16);
        chunk.writeBytes((Integer.toHexString(piece.length) + "\r\n").getBytes(UTF_8));
        chunk.writeBytes(piece);
        chunk.writeBytes("\r\n".getBytes(UTF_8));
        return chunk.toByteArray();
    }
}
