package dev.airelay.proxy.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.net.ServerSocketFactory;

/// Stands in for Redis, by itself or as a cluster of one: admits everyone unless told otherwise,
/// takes every reconciliation and keeps the notes about channels.
///
/// Source for the protocol: <https://redis.io/docs/latest/develop/reference/protocol-spec/> (RESP
/// 2, read 2026-11-27).
final class RedisStub implements AutoCloseable {
    /// What may be said to those who ask to be admitted.
    enum Decision {
        ADMITTED(decision("admitted", "", "", 0)),
        LIMITED(decision("refused", "key", "requests", 1_000_000)),
        UNPAID(array(Stream.of(bulk("funds"), bulk("0")))),
        /// Asks what the books say, and then admits.
        UNFUNDED(array(Stream.of(bulk("unfunded"))));

        private final String reply;

        Decision(String reply) {
            this.reply = reply;
        }

        /// As `admit.lua` answers: a word, scope, measure and wait in microseconds; then, of four
        /// limits, what is left and until when.
        private static String decision(String word, String scope, String measure, long wait) {
            return array(
                    Stream.concat(
                            Stream.of(bulk(word), bulk(scope), bulk(measure), whole(wait)),
                            Stream.generate(() -> Stream.of(whole(100), whole(1_000_000)))
                                    .limit(4)
                                    .flatMap(limit -> limit)));
        }
    }

    /// Keys that `admit.lua` is given; no other script is given as many.
    private static final int ADMISSION = 9;

    private static final int LAST_SLOT = 16_383;

    private final Loopback port;
    private final Map<String, String> notes = new ConcurrentHashMap<>();
    private volatile Decision decision = Decision.ADMITTED;

    RedisStub(ServerSocketFactory sockets) throws IOException {
        port = Loopback.open(sockets, this::serve);
    }

    int port() {
        return port.port();
    }

    /// From now on.
    void decide(Decision other) {
        decision = other;
    }

    /// Forgets what was noted about channels.
    void forget() {
        notes.clear();
    }

    private void serve(InputStream in, OutputStream out) throws IOException {
        for (var command = read(in); !command.isEmpty(); command = read(in)) {
            out.write(answer(command).getBytes(UTF_8));
            if (in.available() == 0) {
                out.flush();
            }
        }
    }

    private String answer(List<String> command) {
        return switch (command.getFirst().toUpperCase(Locale.ROOT)) {
            case "EVALSHA", "EVAL" -> run(command);
            case "GET" -> bulk("1");
            case "HGETALL" ->
                    array(
                            notes.entrySet().stream()
                                    .flatMap(note ->
                                            Stream.of(bulk(note.getKey()), bulk(note.getValue()))));
            case "HELLO" ->
                    array(
                            Stream.of(
                                    bulk("server"),
                                    bulk("redis"),
                                    bulk("version"),
                                    bulk("7.2.0"),
                                    bulk("proto"),
                                    whole(2)));
            case "SCRIPT" -> bulk("0");
            case "CLUSTER" -> slots();
            case "ZREM" -> ":1\r\n";
            case "PING" -> "+PONG\r\n";
            default -> "+OK\r\n";
        };
    }

    private String run(List<String> command) {
        int keys = Integer.parseInt(command.get(2));
        if (keys == ADMISSION) {
            Decision asked = decision;
            if (asked == Decision.UNFUNDED) {
                decision = Decision.ADMITTED;
            }
            return asked.reply;
        }
        List<String> arguments = command.subList(3 + keys, command.size());
        if (keys == 1 && command.get(3).equals("relay:channels")) {
            notes.put(arguments.get(0), arguments.get(2));
        }
        return ":1\r\n";
    }

    private String slots() {
        String node = array(Stream.of(bulk("127.0.0.1"), whole(port()), bulk("stage")));
        return array(Stream.of(array(Stream.of(whole(0), whole(LAST_SLOT), node))));
    }

    /// @return empty at the end of the connection
    private static List<String> read(InputStream in) throws IOException {
        var command = new ArrayList<String>();
        for (int parts = number(in); parts > 0; parts--) {
            byte[] part = in.readNBytes(number(in));
            in.skipNBytes(2);
            command.add(new String(part, UTF_8));
        }
        return command;
    }

    /// Behind a type byte; zero at the end of the connection.
    private static int number(InputStream in) throws IOException {
        int number = 0;
        if (in.read() >= 0) {
            for (int c = in.read(); c != '\r'; c = in.read()) {
                number = number * 10 + c - '0';
            }
            in.skipNBytes(1);
        }
        return number;
    }

    private static String whole(long number) {
        return ":" + number + "\r\n";
    }

    private static String bulk(String text) {
        return "$" + text.getBytes(UTF_8).length + "\r\n" + text + "\r\n";
    }

    private static String array(Stream<String> parts) {
        List<String> all = parts.toList();
        return "*" + all.size() + "\r\n" + String.join("", all);
    }

    @Override
    public void close() {
        port.close();
    }
}
