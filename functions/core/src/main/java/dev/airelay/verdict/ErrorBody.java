package dev.airelay.verdict;

import dev.airelay.failure.RelayException;
import dev.airelay.upstream.UpstreamAnswer;
import java.io.ByteArrayOutputStream;

/// Reads the body of an answer whose status says that it is a failure.
public final class ErrorBody {
    private static final int READ_BYTES = 4 * 1024;

    /// As much as it takes to tell what went wrong.
    private static final int MOST_BYTES = 256 * 1024;

    private ErrorBody() {}

    /// The status has said that something went wrong, so a body that breaks off is good enough.
    public static byte[] read(UpstreamAnswer answer) {
        var body = new ByteArrayOutputStream(READ_BYTES);
        byte[] buffer = new byte[READ_BYTES];
        try {
            int read = 0;
            while (read >= 0 && body.size() < MOST_BYTES) {
                body.write(buffer, 0, read);
                read = answer.read(buffer, 0, buffer.length);
            }
        } catch (RelayException _) {
            return body.toByteArray();
        }
        return body.toByteArray();
    }
}
