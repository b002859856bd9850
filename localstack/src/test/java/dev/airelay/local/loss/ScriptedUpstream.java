package dev.airelay.local.loss;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// An upstream of both dialects that does what the asked model is called: `whole`, `stream`, `cut`
/// and `rst` (some frames, then the end of the connection), `stall` and `lull` (some frames, then
/// silence), `silent` and `quiet` (no answer), `endless` (frames until the relay hangs up), `held`
/// (whole once [#release()] is called), `paused` (some frames, the rest once it is called), `m401`,
/// `m429`, `m500`, `reset` (the end before a head), `html`.
final class ScriptedUpstream implements AutoCloseable {
    private static final Pattern MODEL = Pattern.compile("\"model\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern STREAMED = Pattern.compile("\"stream\"\\s*:\\s*true");
    private static final int PACE_MS = 20;
    private static final long PATIENCE_SECONDS = 20;

    private final ServerSocket listener;
    private final BlockingQueue<Seen> calls = new LinkedBlockingQueue<>();
    private final Semaphore released = new Semaphore(0);

    ScriptedUpstream() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /// A call that came in.
    ///
    /// @param over open until the relay has closed the connection
    record Seen(String model, CountDownLatch over) {
        boolean hungUp() throws InterruptedException {
            return over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /// The next call that no test has looked at; waits for it.
    Seen next() throws InterruptedException {
        Seen seen = calls.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (seen == null) {
            throw new AssertionError("the upstream was not called");
        }
        return seen;
    }

    /// How many calls came in that no test has looked at.
    int more() {
        return calls.size();
    }

    /// Lets one `held` or `paused` answer come to its end.
    void release() {
        released.release();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket relay = listener.accept();
                Thread.ofVirtual().start(() -> serve(relay));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket relay) {
        var over = new CountDownLatch(1);
        try (relay) {
            var in = new BufferedInputStream(relay.getInputStream());
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                String body = new String(in.readNBytes(length(head)), UTF_8);
                var model = MODEL.matcher(body);
                String name = model.find() ? model.group(1) : "";
                calls.add(new Seen(name, over));
                var script =
                        head.startsWith("POST /v1/messages") ? Script.ANTHROPIC : Script.OPENAI;
                if (!play(name, STREAMED.matcher(body).find(), script, relay, in)) {
                    return;
                }
            }
        } catch (IOException | InterruptedException gone) {
            // The relay hung up, or the test is over.
        } finally {
            over.countDown();
        }
    }

    /// @return whether the connection may be used again
    private boolean play(
            String model, boolean streamed, Script script, Socket relay, InputStream in)
            throws IOException, InterruptedException {
        OutputStream out = relay.getOutputStream();
        switch (model) {
            case "m401" -> whole(out, "401 Unauthorized", "application/json", script.error());
            case "m429" ->
                    whole(
                            out,
                            "429 Too Many Requests\r\nretry-after: 7",
                            "application/json",
                            script.error());
            case "m500" -> whole(out, "500 Oops", "application/json", script.error());
            case "html" -> whole(out, "200 OK", "text/html", "<html>Welcome</html>");
            case "reset" -> {
                return false;
            }
            case "silent", "quiet" -> untilHungUp(in);
            case "cut", "rst" -> {
                begin(out, streamed, script);
                relay.setSoLinger(model.equals("rst"), 0);
                return false;
            }
            case "stall", "lull" -> {
                begin(out, streamed, script);
                untilHungUp(in);
            }
            case "endless" -> {
                begin(out, true, script);
                relay.setSoTimeout(PACE_MS);
                endless(out, in, script);
            }
            case "held" -> {
                released.acquire();
                answer(out, streamed, script);
            }
            case "paused" -> {
                begin(out, true, script);
                released.acquire();
                end(out, script);
            }
            default -> answer(out, streamed, script);
        }
        return true;
    }

    private static void answer(OutputStream out, boolean streamed, Script script)
            throws IOException {
        if (streamed) {
            begin(out, true, script);
            end(out, script);
        } else {
            whole(out, "200 OK", "application/json", script.answer());
        }
    }

    private static void end(OutputStream out, Script script) throws IOException {
        chunk(out, script.end());
        out.write("0\r\n\r\n".getBytes(UTF_8));
    }

    private static void begin(OutputStream out, boolean streamed, Script script)
            throws IOException {
        if (streamed) {
            out.write(
                    "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
                            .getBytes(UTF_8));
            chunk(out, script.beginning());
            chunk(out, script.piece());
        } else {
            String half = script.answer().substring(0, 20);
            out.write(
                    ("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 400\r\n\r\n"
                                    + half)
                            .getBytes(UTF_8));
        }
    }

    private static void endless(OutputStream out, InputStream in, Script script)
            throws IOException {
        for (boolean there = true; there; ) {
            try {
                there = in.read() >= 0;
            } catch (SocketTimeoutException paced) {
                chunk(out, script.piece());
            }
        }
        throw new EOFException("The relay hung up");
    }

    private static void untilHungUp(InputStream in) throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
        throw new EOFException("The relay hung up");
    }

    private static void whole(OutputStream out, String status, String type, String body)
            throws IOException {
        String head = "HTTP/1.1 " + status + "\r\ncontent-type: " + type + "\r\ncontent-length: ";
        out.write((head + body.length() + "\r\n\r\n" + body).getBytes(UTF_8));
    }

    private static void chunk(OutputStream out, String text) throws IOException {
        out.write((Integer.toHexString(text.length()) + "\r\n" + text + "\r\n").getBytes(UTF_8));
    }

    /// Empty at the end of the connection.
    private static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(UTF_8).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
        }
        return head.toString(UTF_8);
    }

    private static int length(String head) {
        return head.lines()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .filter(line -> line.startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }

    /// The words of a dialect, in ASCII.
    private record Script(String beginning, String piece, String end, String answer, String error) {
        private static final String CHUNK =
                "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":";
        static final Script OPENAI =
                new Script(
                        CHUNK + "{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n",
                        CHUNK + "{\"content\":\"Some words of an answer. \"}}]}\n\n",
                        CHUNK
                                + "{},\"finish_reason\":\"stop\"}]}\n\n"
                                + "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"choices\":[],"
                                + "\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":6,\"total_tokens\":17}}\n\n"
                                + "data: [DONE]\n\n",
                        "{\"id\":\"c\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,"
                                + "\"message\":{\"role\":\"assistant\",\"content\":\"Some words.\"},"
                                + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":11,"
                                + "\"completion_tokens\":6,\"total_tokens\":17}}",
                        "{\"error\":{\"message\":\"of the upstream\",\"type\":\"some_error\"}}");
        static final Script ANTHROPIC =
                new Script(
                        "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"m\","
                                + "\"type\":\"message\",\"role\":\"assistant\",\"content\":[],\"usage\":"
                                + "{\"input_tokens\":11,\"output_tokens\":1}}}\n\n"
                                + "event: content_block_start\ndata: {\"type\":\"content_block_start\","
                                + "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n",
                        "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
                                + "\"delta\":{\"type\":\"text_delta\",\"text\":\"Some words of an answer. \"}}\n\n",
                        "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\n"
                                + "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":"
                                + "{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":6}}\n\n"
                                + "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n",
                        "{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"text\","
                                + "\"text\":\"Some words.\"}],\"stop_reason\":\"end_turn\","
                                + "\"usage\":{\"input_tokens\":11,\"output_tokens\":6}}",
                        "{\"type\":\"error\",\"error\":{\"type\":\"some_error\",\"message\":\"of the upstream\"}}");
    }
}
