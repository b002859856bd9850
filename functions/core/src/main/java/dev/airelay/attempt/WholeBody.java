package dev.airelay.attempt;

import dev.airelay.failure.RelayException;
import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.upstream.UpstreamAnswer;
import java.io.ByteArrayOutputStream;

/// Reads an answer's body to its end.
final class WholeBody {
    /// The most that is kept of one answer: several times the largest known, a batch of 2,048
    /// embeddings aside.
    static final int MOST_BYTES = 64 * 1024 * 1024;

    private static final int READ_BYTES = 16 * 1024;

    private WholeBody() {}

    static byte[] read(UpstreamAnswer answer) {
        var body = new ByteArrayOutputStream(READ_BYTES);
        byte[] buffer = new byte[READ_BYTES];
        for (int read = answer.read(buffer, 0, buffer.length);
                read >= 0;
                read = answer.read(buffer, 0, buffer.length)) {
            body.write(buffer, 0, read);
            if (body.size() > MOST_BYTES) {
                throw new RelayException(new UpstreamBroken(UpstreamBroken.How.TOO_LARGE));
            }
        }
        return body.toByteArray();
    }
}
