package dev.airelay.coding;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/// Bodies packed as senders pack them.
public final class Packed {
    private Packed() {}

    @FunctionalInterface
    private interface Packer {
        OutputStream onto(OutputStream out) throws IOException;
    }

    public static byte[] gzip(byte[] plain) {
        return pack(plain, GZIPOutputStream::new);
    }

    public static byte[] zlib(byte[] plain) {
        return pack(plain, DeflaterOutputStream::new);
    }

    public static byte[] deflated(byte[] plain) {
        return pack(plain, out -> new DeflaterOutputStream(out, new Deflater(6, true)));
    }

    public static byte[] zstd(byte[] plain) {
        return pack(plain, ZstdOutputStream::new);
    }

    /// A zstd stream whose blocks are not compressed, one for each piece, without its last block.
    /// Source: https://www.rfc-editor.org/rfc/rfc8878#section-3.1.1 (read 2026-11-27).
    public static byte[] zstdHead() {
        return new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0x00, 0x58};
    }

    /// One raw block of a frame that [#zstdHead] begins.
    public static byte[] zstdBlock(byte[] plain, boolean last) {
        int head = (plain.length << 3) | (last ? 1 : 0);
        return joined(new byte[] {(byte) head, (byte) (head >> 8), (byte) (head >> 16)}, plain);
    }

    /// A brotli stream of uncompressed meta-blocks. Source:
    /// https://www.rfc-editor.org/rfc/rfc7932#section-9 (read 2026-11-27).
    public static byte[] brotli(byte[] plain) {
        var out = new ByteArrayOutputStream();
        for (int from = 0; from < plain.length; from += 0x10000) {
            int length = Math.min(0x10000, plain.length - from);
            int head =
                    from == 0 ? ((length - 1) << 4) | (1 << 20) : ((length - 1) << 3) | (1 << 19);
            out.write(head);
            out.write(head >> 8);
            out.write(head >> 16);
            out.write(plain, from, length);
        }
        out.write(plain.length == 0 ? 6 : 3);
        return out.toByteArray();
    }

    public static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] pack(byte[] plain, Packer packer) {
        var out = new ByteArrayOutputStream();
        try (OutputStream packing = packer.onto(out)) {
            packing.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
