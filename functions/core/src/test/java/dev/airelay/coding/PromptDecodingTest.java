package dev.airelay.coding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// Events that were flushed come out before anything that follows is read.
class PromptDecodingTest {
    private static final List<String> EVENTS =
            List.of("data: {\"n\":1}\n\n", "data: {\"n\":2}\n\n", ": end\n\ndata: [DONE]\n\n");

    /// Pieces that come one at a time; it tells how many were asked for.
    private static final class Pieces extends InputStream {
        private final Deque<byte[]> pieces;
        private ByteBuffer piece = ByteBuffer.allocate(0);
        private int given;

        Pieces(List<byte[]> pieces) {
            this.pieces = new ArrayDeque<>(pieces);
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("decoders read in pieces");
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            if (!piece.hasRemaining()) {
                byte[] next = pieces.poll();
                if (next == null) {
                    return -1;
                }
                piece = ByteBuffer.wrap(next);
                given++;
            }
            int count = Math.min(length, piece.remaining());
            piece.get(bytes, from, count);
            return count;
        }
    }

    private static void eachEventComesWithItsPiece(List<ContentCoding> codings, List<byte[]> pieces)
            throws IOException {
        var source = new Pieces(pieces);
        InputStream decoded = ContentCoding.decode(codings, source, 1 << 20);
        var buffer = new byte[16 * 1024];
        for (int i = 0; i < EVENTS.size(); i++) {
            var event = new StringBuilder();
            while (event.length() < EVENTS.get(i).length()) {
                event.append(new String(buffer, 0, decoded.read(buffer, 0, buffer.length), UTF_8));
            }
            assertEquals(EVENTS.get(i), event.toString());
            assertEquals(i + 1, source.given);
        }
        assertEquals(-1, decoded.read(buffer, 0, buffer.length));
    }

    private static List<byte[]> flushed(ByteArrayOutputStream sink, DeflaterOutputStream packing)
            throws IOException {
        var pieces = new ArrayList<byte[]>();
        for (String event : EVENTS) {
            packing.write(event.getBytes(UTF_8));
            if (pieces.size() == EVENTS.size() - 1) {
                packing.close();
            } else {
                packing.flush();
            }
            pieces.add(sink.toByteArray());
            sink.reset();
        }
        return pieces;
    }

    @Test
    void ofGzip() throws IOException {
        var sink = new ByteArrayOutputStream();
        eachEventComesWithItsPiece(
                List.of(ContentCoding.GZIP), flushed(sink, new GZIPOutputStream(sink, 512, true)));
    }

    @Test
    void ofDeflateInBothDresses() throws IOException {
        for (boolean bare : new boolean[] {true, false}) {
            var sink = new ByteArrayOutputStream();
            var packing = new DeflaterOutputStream(sink, new Deflater(6, bare), 512, true);
            eachEventComesWithItsPiece(List.of(ContentCoding.DEFLATE), flushed(sink, packing));
        }
    }

    /// These decoders keep what they have until their window is full or the frame ends.
    @Test
    void ofBrotliAndZstdTheyComeAtTheirEnd() throws IOException {
        byte[] plain = String.join("", EVENTS).getBytes(UTF_8);
        byte[] zstd = Packed.joined(Packed.zstdHead(), Packed.zstdBlock(plain, true));
        assertArrayEquals(plain, decoded(ContentCoding.BROTLI, Packed.brotli(plain)));
        assertArrayEquals(plain, decoded(ContentCoding.ZSTD, zstd));
    }

    private static byte[] decoded(ContentCoding coding, byte[] body) throws IOException {
        var source = new Pieces(List.of(body));
        return ContentCoding.decode(List.of(coding), source, 1 << 20).readAllBytes();
    }
}
