package dev.airelay.local.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import dev.airelay.account.Account;
import dev.airelay.account.AccountStore;
import dev.airelay.account.Entry;
import dev.airelay.account.Period;
import dev.airelay.account.Subject;
import dev.airelay.account.TallyStore;
import dev.airelay.folding.Sweep;
import dev.airelay.local.chaos.ChaosUpstream.Moment;
import dev.airelay.local.chaos.ChaosUpstream.Reported;
import dev.airelay.local.server.RawClient;
import dev.airelay.local.stream.StreamPump;
import dev.airelay.platform.dynamodb.DynamoAccountStore;
import dev.airelay.platform.dynamodb.DynamoClients;
import dev.airelay.platform.dynamodb.DynamoUsageLog;
import dev.airelay.platform.dynamodb.Tables;
import dev.airelay.quota.Hold;
import dev.airelay.quota.OpenHolds;
import dev.airelay.settle.SettleFunction;
import dev.airelay.settle.SettleSettings;
import dev.airelay.settle.SettleWiring;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Five hundred requests while the proxy's processes are killed at random points, Redis is emptied
/// once, DynamoDB refuses writes for a while, upstreams fail and clients leave and try again. In
/// the end the books are exact.
class ChaosTest {
    private static final int REQUESTS = 500;
    private static final int CLIENTS = 4;
    private static final int KILLS = 9;
    private static final List<Moment> MOMENTS = List.of(Moment.values());
    private static final List<String> USERS = List.of("ann", "bob", "cho");

    private final Map<String, Moment> fates = new ConcurrentHashMap<>();
    private final AtomicInteger kills = new AtomicInteger();
    private final Set<String> completed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger retried = new AtomicInteger();
    private final AtomicInteger left = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();

    @Test
    void theBooksAreExactWhateverDies() throws Exception {
        var random = new SplittableRandom(20261121);
        for (int i = 0; i < KILLS; i++) {
            int request = 30 + i * (REQUESTS - 60) / KILLS + random.nextInt(20);
            fates.put("r" + request, MOMENTS.get(i % MOMENTS.size()));
        }
        try (var upstream =
                        new ChaosUpstream(
                                fates,
                                _ -> {
                                    kills.incrementAndGet();
                                    ChaosWorld.killEnvironments();
                                });
                var world = new ChaosWorld(USERS, upstream);
                var settle = new SettleWiring(settleSettings(world));
                DynamoDbClient dynamo =
                        DynamoClients.openUnhurried(
                                world.settings().backbone().region(),
                                world.settings().backbone().endpoints().dynamodb())) {
            BlockingQueue<DynamodbEvent> folded = new LinkedBlockingQueue<>();
            try (StreamPump _ = pump(world, settle, dynamo, folded)) {
                traffic(world);
                world.stopServing();
                finish(world, dynamo, folded, upstream);
            }
        }
    }

    private static SettleSettings settleSettings(ChaosWorld world) {
        return new SettleSettings(
                world.settings().backbone(),
                world.settings().kmsKey(),
                world.settings().upstreamAddresses());
    }

    private static StreamPump pump(
            ChaosWorld world,
            SettleWiring settle,
            DynamoDbClient dynamo,
            BlockingQueue<DynamodbEvent> folded) {
        var function = new SettleFunction(settle.fold(), settle.deadLetters());
        return StreamPump.start(
                DynamoClients.openStreams(
                        world.settings().backbone().region(),
                        world.settings().backbone().endpoints().dynamodb()),
                new Tables(world.settings().backbone().tablePrefix()).usageStream(dynamo),
                event -> {
                    var _ = function.handleRequest(event, null);
                    folded.add(event);
                });
    }

    // --- traffic ---

    private void traffic(ChaosWorld world) throws Exception {
        var next = new AtomicInteger();
        Callable<Void> client =
                () -> {
                    for (int n = next.getAndIncrement(); n < REQUESTS; n = next.getAndIncrement()) {
                        if (n == REQUESTS / 2) {
                            world.emptyRedis();
                        }
                        world.dynamo().throttle(n > 300 && n < 330);
                        request(world, n);
                    }
                    return null;
                };
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> end : clients.invokeAll(Collections.nCopies(CLIENTS, client))) {
                end.get();
            }
        }
    }

    private void request(ChaosWorld world, int n) {
        var random = new SplittableRandom(n);
        boolean stream = random.nextInt(3) > 0;
        boolean leaves = random.nextInt(12) == 0;
        String user = USERS.get(random.nextInt(USERS.size()));
        if (!attempt(world, user, "r" + n, stream, leaves) && !leaves) {
            retried.incrementAndGet();
            attempt(world, user, "r" + n + "-again", stream, false);
        }
        Moment missed = fates.remove("r" + n);
        if (missed != null) {
            fates.put("r" + (n + 2 * CLIENTS), missed);
        }
    }

    /// @return whether the answer came whole
    private boolean attempt(
            ChaosWorld world, String user, String trace, boolean stream, boolean leaves) {
        String body =
                "{\"model\":\"m\",\"max_tokens\":100,\"stream\":"
                        + stream
                        + ",\"stream_options\":{\"include_usage\":true},\"user\":\""
                        + trace
                        + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello there\"}]}";
        try (var client = new RawClient(world.port())) {
            client.ask(
                    "POST",
                    "/v1/chat/completions",
                    "Authorization: Bearer " + world.key(user).reveal(),
                    "X-Request-Id: " + trace,
                    "Content-Type: application/json",
                    "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length);
            client.send(body);
            if (leaves) {
                left.incrementAndGet();
                return false;
            }
            var head = client.head();
            String answer = client.body(head);
            boolean whole =
                    head.status() == 200
                            && (stream
                                    ? answer.contains("[DONE]")
                                    : answer.contains("completion_tokens"));
            if (whole) {
                completed.add(trace);
            } else {
                broken.incrementAndGet();
            }
            return whole;
        } catch (IOException torn) {
            broken.incrementAndGet();
            return false;
        }
    }

    // --- the books ---

    private void finish(
            ChaosWorld world,
            DynamoDbClient dynamo,
            BlockingQueue<DynamodbEvent> folded,
            ChaosUpstream upstream)
            throws Exception {
        var tables = new Tables(world.settings().backbone().tablePrefix());
        var accounts = new DynamoAccountStore(() -> dynamo, tables);
        OpenHolds holds = world.state().holds();
        var sweep =
                new Sweep(
                        impatient(holds),
                        new DynamoUsageLog(() -> dynamo, tables, DynamoUsageLog.USUAL_AGE),
                        accounts,
                        world.state().balanceListener());
        var first = sweep.sweep();
        List<Map<String, AttributeValue>> rows = rows(dynamo, tables);
        awaitFold(accounts, rows, folded);
        var second = sweep.sweep();

        assertEquals(List.of(), impatient(holds).open(Duration.ZERO, 10_000), "no hold is left");
        for (String user : USERS) {
            exact(accounts, accounts, user, rows);
        }
        var figures = compare(rows, upstream);
        System.out.printf(
                "chaos: %d requests, %d upstream calls, %d kills, %d retries, %d clients left, %d broken; "
                        + "%d throttled writes; first sweep %s, second %s; %d records: %s%n",
                REQUESTS,
                upstream.calls(),
                kills.get(),
                retried.get(),
                left.get(),
                broken.get(),
                world.dynamo().refused(),
                first,
                second,
                rows.size(),
                figures);
        assertEquals(KILLS, kills.get(), "each kill happened");
        assertTrue(world.dynamo().refused() > 0);
    }

    /// Everybody who could still reconcile is dead.
    private static OpenHolds impatient(OpenHolds holds) {
        return new OpenHolds() {
            @Override
            public List<Hold> open(Duration ago, int most) {
                return holds.open(Duration.ofDays(-1), most);
            }

            @Override
            public void release(Hold hold) {
                holds.release(hold);
            }
        };
    }

    private static List<Map<String, AttributeValue>> rows(DynamoDbClient dynamo, Tables tables) {
        return dynamo
                .scanPaginator(ask -> ask.tableName(tables.prefix() + "usage").consistentRead(true))
                .items()
                .stream()
                .toList();
    }

    private static void awaitFold(
            AccountStore accounts,
            List<Map<String, AttributeValue>> rows,
            BlockingQueue<DynamodbEvent> folded)
            throws InterruptedException {
        var waiting = new HashMap<String, Set<String>>();
        for (var row : rows) {
            if (!text(row, "outcome").equals("ABANDONED") || number(row, "cost_nanos") > 0) {
                waiting.computeIfAbsent(text(row, "user_id"), _ -> new HashSet<>())
                        .add(text(row, "request_id"));
            }
        }
        while (isAnyWaiting(waiting, accounts)) {
            assertTrue(folded.poll(20, TimeUnit.SECONDS) != null, () -> "not folded: " + waiting);
        }
    }

    /// @param waiting requests by user; loses those that are charged
    private static boolean isAnyWaiting(Map<String, Set<String>> waiting, AccountStore accounts) {
        waiting.forEach((user, requests) ->
                requests.removeAll(accounts.charged(user, Set.copyOf(requests))));
        return waiting.values().stream().anyMatch(requests -> !requests.isEmpty());
    }

    private static void exact(
            AccountStore accounts,
            TallyStore tallies,
            String user,
            List<Map<String, AttributeValue>> rows) {
        long costs =
                rows.stream()
                        .filter(row -> text(row, "user_id").equals(user))
                        .mapToLong(row -> number(row, "cost_nanos"))
                        .sum();
        Account account = accounts.account(user);
        List<Entry> entries = accounts.entries(user, 1000);
        assertEquals(ChaosWorld.GRANT.value() - costs, account.balance().value(), user);
        assertEquals(
                account.balance().value(),
                entries.stream().mapToLong(entry -> entry.amount().value()).sum(),
                "the ledger of " + user);
        assertEquals(
                costs,
                tallies.tally(new Subject(Subject.Dimension.USER, user), Period.EVER, "ever")
                        .cost()
                        .value(),
                "the tally of " + user);
        assertTrue(costs > 0, user);
    }

    /// Every answer that reached its client whole is charged for exactly what the upstream said, or
    /// its process died before it could say so.
    private Map<String, Integer> compare(
            List<Map<String, AttributeValue>> rows, ChaosUpstream upstream) {
        var outcomes = new HashMap<String, Integer>();
        var recorded = new HashSet<String>();
        int abandoned = 0;
        for (var row : rows) {
            String outcome = text(row, "outcome");
            String of = outcome.equals("SUCCESS") ? "" : " " + text(row, "failure");
            outcomes.merge(outcome + of, 1, Integer::sum);
            String trace = text(row, "trace_id");
            if (outcome.equals("ABANDONED")) {
                abandoned++;
            } else {
                assertTrue(recorded.add(trace), "one record for " + trace);
            }
            if (text(row, "token_source").equals("REPORTED")) {
                Reported said = upstream.reported().get(trace);
                assertEquals(
                        new Reported(number(row, "input_tokens"), number(row, "output_tokens")),
                        said,
                        trace);
                assertEquals(
                        said.input() * ChaosWorld.PER_INPUT.value()
                                + said.output() * ChaosWorld.PER_OUTPUT.value(),
                        number(row, "cost_nanos"),
                        trace);
            }
        }
        var lost = new HashSet<>(completed);
        lost.removeAll(recorded);
        outcomes.put("whole answers without a record of their own", lost.size());
        assertTrue(
                lost.size() <= abandoned, lost + " of which " + abandoned + " are accounted for");
        return outcomes;
    }

    private static String text(Map<String, AttributeValue> row, String name) {
        AttributeValue value = row.get(name);
        return value == null ? "" : value.s();
    }

    private static long number(Map<String, AttributeValue> row, String name) {
        AttributeValue value = row.get(name);
        return value == null ? 0 : Long.parseLong(value.n());
    }
}
