package dev.airelay.proxy.stage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/// Bodies packed as clients pack them. What this JVM cannot pack lies packed beside this class: a
/// request of Responses with instructions and tools, by `brotli -5` and `zstd -3`.
final class Packed {
    private interface Packer {
        OutputStream onto(OutputStream out) throws IOException;
    }

    private Packed() {}

    static byte[] gzip(byte[] plain) {
        return pack(plain, GZIPOutputStream::new);
    }

    static byte[] zlib(byte[] plain) {
        return pack(plain, DeflaterOutputStream::new);
    }

    static byte[] resource(String name) {
        try (InputStream in = Objects.requireNonNull(Packed.class.getResourceAsStream(name))) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] pack(byte[] plain, Packer packer) {
        var packed = new ByteArrayOutputStream();
        try (OutputStream packing = packer.onto(packed)) {
            packing.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }
}
