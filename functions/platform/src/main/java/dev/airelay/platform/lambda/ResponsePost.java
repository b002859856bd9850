package dev.airelay.platform.lambda;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// One streamed response on the wire: request head, chunks, last chunk with or without trailers.
///
/// Each chunk leaves in one system call and without a copy on the Java heap: size line, up to two
/// pieces of a ring, line end. What the socket does not take at once stays where it is: nothing
/// else may be sent, nor its room be used, before [#rest()]. `java.net.http.HttpClient` cannot send
/// request trailers, hence this. Source:
/// <https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html> (streaming, read 2026-11-21)
/// and RFC 9112 section 7.1. Used by one thread; may be closed by any.
final class ResponsePost implements Closeable {
    private final Connection connection;
    private final ByteBuffer head;
    private final ByteBuffer size = ByteBuffer.allocate(10);
    private final ByteBuffer lineEnd = ascii("\r\n");
    private ByteBuffer[] offered = {};
    private boolean sentAll = true;

    ResponsePost(Connection connection, String head) {
        this.connection = connection;
        this.head = ascii(head);
    }

    /// Sends the request head, and the prelude as a chunk of its own: some front ends are reported
    /// to hold streams back whose prelude shares a chunk with the body. Source:
    /// <https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/issues/94> (read
    /// 2026-11-21).
    void begin(byte[] prelude) throws IOException {
        connection.waiting(false);
        announce(prelude.length);
        offer(head, size, ByteBuffer.wrap(prelude), lineEnd.rewind());
    }

    /// Sends both pieces as one chunk; nothing when both are empty, since an empty chunk would end
    /// the body.
    void chunk(ByteBuffer first, ByteBuffer second) throws IOException {
        int length = first.remaining() + second.remaining();
        if (length > 0) {
            announce(length);
            offer(size, first, second, lineEnd.rewind());
        }
    }

    private void announce(int length) {
        size.clear();
        for (int shift = (31 - Integer.numberOfLeadingZeros(length)) / 4 * 4;
                shift >= 0;
                shift -= 4) {
            size.put((byte) Character.forDigit((length >>> shift) & 15, 16));
        }
        size.put((byte) '\r').put((byte) '\n').flip();
    }

    private void offer(ByteBuffer... parts) throws IOException {
        sentAll = connection.offer(parts);
        offered = parts;
    }

    /// Whether the socket has taken everything.
    boolean sentAll() {
        return sentAll;
    }

    /// Sends what the socket has not taken yet, and from now on waits for it.
    void rest() throws IOException {
        connection.waiting(true);
        connection.send(offered);
        sentAll = true;
    }

    /// Ends the body properly and waits for the verdict, which comes once Lambda has passed all of
    /// it on.
    ///
    /// @param trailers whole lines; empty when the response is whole
    Answer finish(String trailers) throws IOException {
        rest();
        connection.send(ascii("0\r\n" + trailers + "\r\n"));
        return connection.answer();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
