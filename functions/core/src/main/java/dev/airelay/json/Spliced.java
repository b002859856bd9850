package dev.airelay.json;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.List;

/// Bytes with some places changed, written out without ever copying the whole.
///
/// Immutable; may be written any number of times, so that a request can be sent again to the next
/// channel.
public final class Spliced {
    private final byte[] original;
    private final List<Splice> splices;

    private Spliced(byte[] original, List<Splice> splices) {
        this.original = original;
        this.splices = splices;
    }

    /// The bytes as they are.
    public static Spliced unchanged(byte[] original) {
        return new Spliced(original, List.of());
    }

    /// @param splices in any order; they must not overlap
    public static Spliced of(byte[] original, List<Splice> splices) {
        var sorted = splices.stream().sorted(Comparator.comparingInt(Splice::from)).toList();
        int end = 0;
        for (Splice splice : sorted) {
            if (splice.from() < end
                    || splice.to() < splice.from()
                    || splice.to() > original.length) {
                throw new IllegalArgumentException("splices overlap or lie outside the bytes");
            }
            end = splice.to();
        }
        return new Spliced(original, sorted);
    }

    public long length() {
        long length = original.length;
        for (Splice splice : splices) {
            length += splice.replacement().length - (splice.to() - splice.from());
        }
        return length;
    }

    public void writeTo(OutputStream out) throws IOException {
        int at = 0;
        for (Splice splice : splices) {
            out.write(original, at, splice.from() - at);
            out.write(splice.replacement());
            at = splice.to();
        }
        out.write(original, at, original.length - at);
    }
}
