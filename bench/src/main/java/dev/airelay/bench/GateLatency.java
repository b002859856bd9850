package dev.airelay.bench;

import dev.airelay.limit.Limits;
import dev.airelay.local.engines.DynamoDbLocal;
import dev.airelay.local.engines.RedisServer;
import dev.airelay.money.Nanos;
import dev.airelay.platform.dynamodb.DynamoAccountStore;
import dev.airelay.platform.dynamodb.DynamoBoard;
import dev.airelay.platform.dynamodb.DynamoClients;
import dev.airelay.platform.dynamodb.DynamoGate;
import dev.airelay.platform.dynamodb.Tables;
import dev.airelay.platform.redis.RedisConnection;
import dev.airelay.platform.redis.RedisGate;
import dev.airelay.platform.redis.RedisSettings;
import dev.airelay.quota.Admission;
import dev.airelay.quota.AdmissionRequest;
import dev.airelay.quota.BookedFunds;
import dev.airelay.quota.Estimate;
import dev.airelay.quota.FallbackGate;
import dev.airelay.quota.Gate;
import dev.airelay.quota.GatePorts;
import dev.airelay.quota.Holder;
import dev.airelay.quota.Reconciliation;
import dev.airelay.quota.StoreCircuit;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// What an admission and a reconciliation take at each gate, over local engines, without a network:
/// a closed loop of requests that hold nothing but their slot and their share of a minute.
final class GateLatency {
    private static final int REQUESTS = 3_000;
    private static final int WARM_UP = 1_500;
    private static final Limits LIMITS = new Limits(1_000_000_000, 1_000_000_000, 1_000);

    private GateLatency() {}

    private record Times(Samples admit, Samples reconcile) {
        Times() {
            this(new Samples(), new Samples());
        }
    }

    /// @param root the checkout, where the build has put DynamoDB Local
    static void run(Path root, PrintStream out) throws IOException, InterruptedException {
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
        try (RedisServer redis = RedisServer.start(RedisServer.Shape.PLAIN);
                DynamoDbLocal engine = DynamoDbLocal.start(root);
                DynamoDbClient client = DynamoClients.open("us-east-1", engine.uri());
                var connection =
                        new RedisConnection(RedisSettings.plain("127.0.0.1", redis.port()))) {
            var tables = new Tables("bench-");
            tables.create(client);
            var accounts = new DynamoAccountStore(() -> client, tables);
            var funds = new BookedFunds(accounts, accounts);
            var clock = InstantSource.system();
            var random = new SecureRandom();
            var inDynamo = new DynamoGate(() -> client, tables, funds, clock, random);
            GatePorts inRedis = RedisGate.ports(connection, funds, random);
            var dynamoBoard = new DynamoBoard(() -> client, tables, clock);
            GatePorts both =
                    FallbackGate.ports(
                            inRedis, GatePorts.of(inDynamo, dynamoBoard), new StoreCircuit(clock));
            out.println("| gate | callers | admit p50 | p99 | reconcile p50 | p99 | requests/s |");
            out.println("|---|---|--:|--:|--:|--:|--:|");
            table("redis-alone", inRedis.gate(), out);
            table("redis", both.gate(), out);
            table("dynamodb", inDynamo, out);
        }
    }

    private static void table(String name, Gate gate, PrintStream out) throws InterruptedException {
        loop(gate, 1, WARM_UP, caller -> "warm");
        row(name, "1", gate, 1, caller -> "alone", out);
        row(name, "8, each its own user", gate, 8, caller -> "user-" + caller, out);
        row(name, "8 of one user", gate, 8, caller -> "crowd", out);
    }

    private static void row(
            String name,
            String who,
            Gate gate,
            int callers,
            IntFunction<String> user,
            PrintStream out)
            throws InterruptedException {
        long start = System.nanoTime();
        Times times = loop(gate, callers, REQUESTS / callers, user);
        double seconds = (System.nanoTime() - start) / 1e9;
        out.printf(
                "| %s | %s | %.2f | %.2f | %.2f | %.2f | %,.0f |%n",
                name,
                who,
                times.admit.percentile(50) / 1e6,
                times.admit.percentile(99) / 1e6,
                times.reconcile.percentile(50) / 1e6,
                times.reconcile.percentile(99) / 1e6,
                times.admit.count() / seconds);
        out.flush();
    }

    private static Times loop(Gate gate, int callers, int requests, IntFunction<String> user)
            throws InterruptedException {
        var all = new Times();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<Times>>();
            for (int caller = 0; caller < callers; caller++) {
                int number = caller;
                running.add(threads.submit(() -> ask(gate, number, requests, user.apply(number))));
            }
            for (Future<Times> one : running) {
                all.admit.addAll(one.get().admit);
                all.reconcile.addAll(one.get().reconcile);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a gate broke", e.getCause());
        }
        return all;
    }

    private static Times ask(Gate gate, int caller, int requests, String user) {
        var times = new Times();
        var holder = new Holder(user, 1, LIMITS, "key-of-" + user, 1, LIMITS);
        var estimate = new Estimate(100, Nanos.ZERO);
        for (int i = 0; i < requests; i++) {
            String id = user + "-" + caller + "-" + i;
            long asked = System.nanoTime();
            Admission admission =
                    gate.admit(
                            new AdmissionRequest(id, holder, "m", estimate, Duration.ofMinutes(5)));
            long admitted = System.nanoTime();
            if (!(admission instanceof Admission.Admitted)
                    || !gate.reconcile(new Reconciliation(id, holder, estimate, 80, Nanos.ZERO))) {
                throw new IllegalStateException("refused: " + admission);
            }
            times.reconcile.add(System.nanoTime() - admitted);
            times.admit.add(admitted - asked);
        }
        return times;
    }
}
