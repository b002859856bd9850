package dev.airelay.coding;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.brotli.dec.BrotliInputStream;

/// How a body was packed for its way. Source: https://www.rfc-editor.org/rfc/rfc9110#section-8.4.1
/// and the registry that it names (read 2026-11-27).
public enum ContentCoding {
    GZIP {
        @Override
        InputStream open(InputStream source) {
            return new GzipMembers(source);
        }
    },
    /// The zlib format by rights; what some senders mean by it is the bare deflate format.
    DEFLATE {
        @Override
        InputStream open(InputStream source) {
            return new Deflated(source);
        }
    },
    /// Its decoder hands out what it has when its window is full or the stream ends, not before.
    BROTLI {
        @Override
        InputStream open(InputStream source) throws IOException {
            return new BrotliInputStream(source);
        }
    },
    /// Its decoder keeps as much as its window of a frame that has not ended.
    ZSTD {
        @Override
        InputStream open(InputStream source) {
            return new ZstdInputStream(new ZstdFrames(source));
        }
    };

    /// What `accept-encoding` may say of requests.
    public static final String ACCEPTED = "gzip, deflate, br, zstd";

    /// Nobody has a reason for more; each costs a pass over the body.
    private static final int MOST_CODINGS = 4;

    abstract InputStream open(InputStream source) throws IOException;

    /// The codings that a `content-encoding` field lists, in the order in which they were applied.
    /// `identity`, which applies nothing, is left out.
    ///
    /// @throws UnknownCodingException also when the list is longer than anyone needs
    public static List<ContentCoding> listed(String field) throws UnknownCodingException {
        var codings = new ArrayList<ContentCoding>(1);
        for (String member : field.split(",", -1)) {
            String name = member.strip().toLowerCase(Locale.ROOT);
            switch (name) {
                case "", "identity" -> {}
                case "gzip", "x-gzip" -> codings.add(GZIP);
                case "deflate" -> codings.add(DEFLATE);
                case "br" -> codings.add(BROTLI);
                case "zstd" -> codings.add(ZSTD);
                default -> throw new UnknownCodingException(name);
            }
        }
        if (codings.size() > MOST_CODINGS) {
            throw new UnknownCodingException(field.strip().toLowerCase(Locale.ROOT));
        }
        return List.copyOf(codings);
    }

    /// Undoes all codings of a body that is here as a whole.
    ///
    /// @param most decoded bytes, of each coding
    /// @throws CorruptBodyException when it was never what they say
    /// @throws java.io.EOFException when it ends early
    /// @throws DecodedTooLargeException when it holds more than `most`, or much more than anything
    ///   but a trick does
    public static byte[] decode(List<ContentCoding> codings, byte[] body, long most)
            throws IOException {
        try (InputStream decoded = decode(codings, new ByteArrayInputStream(body), most)) {
            return decoded.readAllBytes();
        }
    }

    /// Undoes all codings of a body that is still on its way: a read returns as soon as its decoder
    /// hands something out, and fails as [#decode(List, byte[], long)] does.
    ///
    /// @param source read in pieces, never by single bytes
    public static InputStream decode(List<ContentCoding> codings, InputStream source, long most) {
        InputStream decoded = source;
        for (ContentCoding coding : codings.reversed()) {
            decoded = new DecodedStream(coding, decoded, most);
        }
        return decoded;
    }
}
