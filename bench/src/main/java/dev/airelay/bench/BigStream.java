package dev.airelay.bench;

import dev.airelay.bench.linux.Memory;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// One stream of 200 MB through the relay, and the relay's memory meanwhile.
final class BigStream {
    static final long BYTES = 200L * 1024 * 1024;

    private BigStream() {}

    static void run(Target relay, PrintStream out) throws IOException, InterruptedException {
        byte[] request = Load.request(relay, "big", true);
        var answer = new ReadAnswer();
        var done = new AtomicBoolean();
        var most = new AtomicLong();
        long before = Memory.resident(relay.processes());
        Thread watch = Thread.ofPlatform().start(() -> watch(relay, done, most));
        long start = System.nanoTime();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), relay.port())) {
            socket.getOutputStream().write(request);
            answer.read(socket.getInputStream());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        done.set(true);
        watch.join();
        out.printf(
                "status %d, %d MB in %.1f s (%.0f MB/s); relay's resident memory: %d MB before, %d MB at most%n",
                answer.status(),
                answer.bodyBytes() >> 20,
                seconds,
                (answer.bodyBytes() >> 20) / seconds,
                before >> 20,
                most.get() >> 20);
    }

    private static void watch(Target relay, AtomicBoolean done, AtomicLong most) {
        while (!done.get()) {
            most.accumulateAndGet(Memory.resident(relay.processes()), Math::max);
            LockSupport.parkNanos(50_000_000);
        }
    }
}
