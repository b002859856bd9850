package dev.airelay.bench.environments;

import dev.airelay.bench.ReadAnswer;
import dev.airelay.local.lambda.FunctionFailure;
import dev.airelay.local.lambda.FunctionPool;
import dev.airelay.local.lambda.FunctionSettings;
import dev.airelay.local.lambda.FunctionUrl;
import dev.airelay.local.server.DoorSettings;
import dev.airelay.local.server.HttpDoor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/// One fresh environment behind its function URL, and a client that asks one thing after another.
final class MeasuredEnvironment {
    private static final Duration EMPTY_BODY_HANG = Duration.ofSeconds(30);

    private final Engines engines;
    private final Setting setting;
    private final Case one;
    private final Consumer<String> lines;

    /// @param lines takes what the environment prints
    MeasuredEnvironment(Engines engines, Setting setting, Case one, Consumer<String> lines) {
        this.engines = engines;
        this.setting = setting;
        this.one = one;
        this.lines = lines;
    }

    /// Starts it, measures it and ends it.
    ///
    /// @throws IOException when it does not start, or does not answer well
    Run run(int requests) throws IOException, InterruptedException {
        var clock = InstantSource.system();
        try (var ports = new AwsPorts(engines.function().variables());
                var watch = new LifeWatch(setting);
                var pool = FunctionPool.start(function(ports.variables()), clock, lines, watch);
                var door =
                        HttpDoor.open(
                                DoorSettings.loopback(0),
                                new FunctionUrl(pool, clock, UUID::randomUUID, EMPTY_BODY_HANG),
                                clock);
                var socket = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
            socket.setTcpNoDelay(true);
            var restored = watch.awaitRest();
            var client = new Client(socket, watch, restored);
            var calls = new LinkedHashMap<Range, Map<String, Long>>();
            Map<String, Long> before = ports.calls();
            long sizeAfterFirst = 0;
            for (Range range : Range.of(requests)) {
                client.ask(range, one.request(door.port(), engines.key()));
                sizeAfterFirst = range.from() == 1 ? watch.size() : sizeAfterFirst;
                Map<String, Long> after = ports.calls();
                calls.put(range, difference(after, before));
                before = after;
            }
            Life life = watch.life(restored, sizeAfterFirst);
            return new Run(setting, one, watch.how(), life, client.samples, calls);
        } catch (FunctionFailure e) {
            throw new IOException("the proxy's zip does not start: " + e.getMessage(), e);
        }
    }

    private FunctionSettings function(Map<String, String> variables) {
        var all = new HashMap<>(variables);
        var options = new StringBuilder(setting.java());
        setting.rounds()
                .ifPresent(rounds ->
                        options.append(" -Drelay.rehearsal.seconds=100000")
                                .append(" -Drelay.rehearsal.rounds=")
                                .append(rounds));
        all.put("RELAY_JAVA_OPTS", options.toString());
        return FunctionSettings.snapStart("proxy", engines.function().zip(), all, 1)
                .withMemory(setting.megabytes());
    }

    static Map<String, Long> difference(Map<String, Long> after, Map<String, Long> before) {
        var fresh = new HashMap<String, Long>();
        after.forEach((name, count) -> {
            long more = count - before.getOrDefault(name, 0L);
            if (more > 0) {
                fresh.put(name, more);
            }
        });
        return fresh;
    }

    /// One connection and what it saw.
    private static final class Client {
        private final List<Sample> samples = new ArrayList<>();
        private final ReadAnswer answer = new ReadAnswer();
        private final Socket socket;
        private final LifeWatch watch;
        private LifeWatch.Rest last;

        Client(Socket socket, LifeWatch watch, LifeWatch.Rest restored) {
            this.socket = socket;
            this.watch = watch;
            this.last = restored;
        }

        void ask(Range range, byte[] request) throws IOException, InterruptedException {
            for (int number = range.from(); number <= range.to(); number++) {
                watch.resume();
                long sent = System.nanoTime();
                socket.getOutputStream().write(request);
                answer.read(socket.getInputStream());
                if (answer.status() != 200) {
                    throw new IOException(
                            "request " + number + " was answered with " + answer.status());
                }
                LifeWatch.Rest rest = watch.awaitRest();
                samples.add(
                        new Sample(
                                rest.cpu() - last.cpu(),
                                answer.firstBodyByteNanos() - sent,
                                rest.at() - sent));
                last = rest;
            }
        }
    }
}
