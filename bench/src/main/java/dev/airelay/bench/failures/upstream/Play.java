package dev.airelay.bench.failures.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.bench.failures.wire.Dialect;
import dev.airelay.bench.failures.wire.Words;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;

/// One answer in the making: a script's hands on the connection. One thread.
///
/// Writing throws an [IOException] once the gateway has closed the connection.
public final class Play {
    private final Visit visit;
    private final Dialect dialect;
    private final boolean streamed;
    private final Frames frames;
    private final Duration sinceFirstCall;
    private final Socket socket;
    private final OutputStream out;

    Play(Visit visit, Journal journal, UpstreamRequest request, Dialect dialect, Socket socket)
            throws IOException {
        this.visit = visit;
        this.dialect = dialect;
        this.socket = socket;
        streamed = request.streamed();
        frames = Frames.of(dialect, Author.of(request.model(), visit.role()));
        long first = journal.firstNanos().orElse(visit.startedNanos());
        sinceFirstCall = Duration.ofNanos(visit.startedNanos() - first);
        out = socket.getOutputStream();
    }

    public Role role() {
        return visit.role();
    }

    /// Of the calls to this role, from 1.
    public int number() {
        return visit.number();
    }

    public Dialect dialect() {
        return dialect;
    }

    public boolean streamed() {
        return streamed;
    }

    public Frames frames() {
        return frames;
    }

    /// From the first call for this model, to whichever role, to this one.
    public Duration sinceFirstCall() {
        return sinceFirstCall;
    }

    /// Answers as one should.
    public void good() throws IOException {
        if (streamed) {
            startStream();
            send(frames.opening());
            words(1, Words.COUNT);
            send(frames.closing(Words.COUNT, Finish.STOP));
            send(frames.end(Words.COUNT, Finish.STOP));
            finish();
        } else {
            whole(frames.whole());
        }
    }

    /// Answers 200 with a JSON body of the right length, whatever the body is.
    public void whole(String body) throws IOException {
        last(head(200, Map.of(), body.length()) + body);
    }

    public void refuse(Refusal refusal) throws IOException {
        last(head(refusal.status(), refusal.headers(), refusal.body().length()) + refusal.body());
    }

    /// Sends the head of a body that will have so many bytes, and only some of them.
    public void startWhole(int length, String some) throws IOException {
        write(head(200, Map.of(), length) + some);
    }

    /// Sends a body whose end only the end of the connection tells.
    public void wholeUntilClose(String body) throws IOException {
        write(
                lines("HTTP/1.1 200 OK", "content-type: application/json", "connection: close", "")
                        + body);
        close();
    }

    public void startStream() throws IOException {
        write(
                lines(
                        "HTTP/1.1 200 OK",
                        "content-type: text/event-stream; charset=utf-8",
                        "cache-control: no-cache",
                        "transfer-encoding: chunked",
                        ""));
    }

    /// Sends a chunk of a stream.
    public void send(String text) throws IOException {
        write(Integer.toHexString(text.getBytes(UTF_8).length) + "\r\n" + text + "\r\n");
    }

    /// Sends more of a whole body.
    public void sendRest(String text) throws IOException {
        last(text);
    }

    /// Sends these words, each in a chunk of its own.
    public void words(int from, int to) throws IOException {
        for (int number = from; number <= to; number++) {
            send(frames.word(number));
        }
    }

    /// Ends a stream as HTTP wants it.
    public void finish() throws IOException {
        last("0\r\n\r\n");
    }

    /// Closes the connection as it is, with a FIN.
    public void close() throws IOException {
        visit.answered();
        socket.close();
    }

    /// Closes the connection with a RST.
    public void reset() throws IOException {
        visit.answered();
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /// Says nothing until the gateway gives up.
    public void silence() throws InterruptedException, IOException {
        pause(Duration.ofMinutes(10));
    }

    /// @throws IOException when the gateway goes meanwhile
    public void pause(Duration time) throws InterruptedException, IOException {
        if (visit.awaitEnd(time)) {
            throw new GatewayGoneException();
        }
    }

    private void last(String text) throws IOException {
        visit.answered();
        write(text);
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(UTF_8));
    }

    private static String head(int status, Map<String, String> headers, int length) {
        var head = new ArrayList<String>();
        head.add("HTTP/1.1 " + status + " Status");
        head.add("content-type: application/json");
        headers.forEach((name, value) -> head.add(name + ": " + value));
        head.add("content-length: " + length);
        head.add("");
        return lines(head.toArray(String[]::new));
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }
}
