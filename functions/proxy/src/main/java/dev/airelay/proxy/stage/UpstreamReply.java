package dev.airelay.proxy.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// What an upstream says to one call.
///
/// @param head with its empty line
/// @param pieces of the body, as framed on the wire, each sent by itself
/// @param torn whether the connection ends before the body does
record UpstreamReply(String head, List<byte[]> pieces, boolean torn) {
    static UpstreamReply whole(int status, String json) {
        byte[] body = json.getBytes(UTF_8);
        String head =
                "HTTP/1.1 "
                        + status
                        + " -\r\ncontent-type: application/json\r\nx-request-id: r\r\ncontent-length: "
                        + body.length
                        + "\r\n\r\n";
        return new UpstreamReply(head, List.of(body), false);
    }

    /// @param frames of a stream, each with the empty line that ends it
    static UpstreamReply stream(List<String> frames) {
        return new UpstreamReply(
                "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nx-request-id: r\r\ntransfer-encoding: chunked\r\n\r\n",
                frames.stream().map(UpstreamReply::chunk).toList(),
                false);
    }

    /// The same, broken off where it would end.
    UpstreamReply broken() {
        return new UpstreamReply(head, pieces, true);
    }

    private static byte[] chunk(String frame) {
        byte[] bytes = frame.getBytes(UTF_8);
        return (Integer.toHexString(bytes.length) + "\r\n" + frame + "\r\n").getBytes(UTF_8);
    }

    /// @return whether the connection is good for another call
    boolean write(OutputStream out) throws IOException {
        out.write(head.getBytes(UTF_8));
        out.flush();
        for (byte[] piece : pieces) {
            out.write(piece);
            out.flush();
        }
        if (!torn && head.contains("chunked")) {
            out.write("0\r\n\r\n".getBytes(UTF_8));
            out.flush();
        }
        return !torn;
    }
}
