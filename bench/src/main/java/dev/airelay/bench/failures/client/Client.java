package dev.airelay.bench.failures.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;

/// Asks one gateway, on a new connection each time. Safe for use by many threads.
public final class Client {
    private final Address address;

    public Client(Address address) {
        this.address = address;
    }

    /// Asks and listens until the answer's end, however it ends.
    public Answer ask(Ask ask) {
        var answer = new Answer();
        try (Socket socket = address.connect()) {
            OutputStream out = socket.getOutputStream();
            Thread.ofVirtual().start(() -> send(ask, out));
            new AnswerReader(ask, answer, socket).read();
        } catch (IOException e) {
            answer.ended(Answer.Ending.BROKEN);
        }
        return answer;
    }

    /// Beside the reading: a gateway may answer before it has taken the whole request, and then
    /// close, which is no failure of the answer.
    private void send(Ask ask, OutputStream out) {
        try {
            out.write((head(ask) + ask.body()).getBytes(ISO_8859_1));
            out.flush();
        } catch (IOException refused) {
            // The answer tells why.
        }
    }

    private String head(Ask ask) {
        var head =
                new StringBuilder("POST ")
                        .append(address.prefix() + ask.dialect().path())
                        .append(" HTTP/1.1\r\nhost: ")
                        .append(address.host() + ":" + address.port())
                        .append("\r\ncontent-type: application/json\r\ncontent-length: ")
                        .append(ask.body().length())
                        .append("\r\n");
        ask.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        return head.append("\r\n").toString();
    }
}
