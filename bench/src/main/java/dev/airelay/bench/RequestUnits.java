package dev.airelay.bench;

import dev.airelay.account.Charge;
import dev.airelay.account.Entry;
import dev.airelay.bench.ConsumedUnits.Count;
import dev.airelay.folding.Fold;
import dev.airelay.folding.FoldedUsageLog;
import dev.airelay.local.engines.DynamoDbLocal;
import dev.airelay.money.Nanos;
import dev.airelay.platform.dynamodb.DynamoAccountStore;
import dev.airelay.platform.dynamodb.DynamoClients;
import dev.airelay.platform.dynamodb.DynamoUsageLog;
import dev.airelay.platform.dynamodb.Tables;
import dev.airelay.usage.Attempt;
import dev.airelay.usage.Outcome;
import dev.airelay.usage.RequestId;
import dev.airelay.usage.Source;
import dev.airelay.usage.Tokens;
import dev.airelay.usage.UsageRecord;
import dev.airelay.usage.Uses;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// What a request costs in DynamoDB, with Redis as the gate: what the proxy writes and what the
/// settle function reads and writes, over the real stores and DynamoDB Local.
final class RequestUnits {
    /// For a million on-demand write and read units in us-east-1
    /// (https://aws.amazon.com/dynamodb/pricing/on-demand/, read 2026-11-21).
    private static final double DOLLARS_WRITTEN = 0.625;

    private static final double DOLLARS_READ = 0.125;
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final SplittableRandom random = new SplittableRandom(1);
    private final ConsumedUnits units;
    private final DynamoUsageLog log;
    private final DynamoAccountStore accounts;
    private final Fold fold;
    private Instant now = NOON;

    private RequestUnits(DynamoDbClient client, Tables tables, ConsumedUnits units) {
        this.units = units;
        log = new DynamoUsageLog(() -> client, tables, DynamoUsageLog.USUAL_AGE);
        accounts = new DynamoAccountStore(() -> client, tables);
        fold =
                new Fold(
                        accounts,
                        (_, _) -> {},
                        (id, _, reason) -> {
                            throw new IllegalStateException(id + " cannot be booked: " + reason);
                        },
                        InstantSource.fixed(NOON));
    }

    /// One way in which requests arrive.
    ///
    /// @param name for people
    /// @param requests how many
    record Row(String name, int requests, Count count) {
        double written() {
            return count.written() / requests;
        }

        double read() {
            return count.read() / requests;
        }
    }

    /// @param root the checkout, where the build has put DynamoDB Local
    static List<Row> measure(Path root) throws IOException, InterruptedException {
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
        var tables = new Tables("units-");
        try (DynamoDbLocal engine = DynamoDbLocal.start(root);
                DynamoDbClient uncounted = DynamoClients.openUnhurried("us-east-1", engine.uri())) {
            tables.create(uncounted);
            var units = new ConsumedUnits(uncounted);
            try (DynamoDbClient counted = counted(engine.uri(), units)) {
                return new RequestUnits(counted, tables, units).rows();
            }
        }
    }

    private static DynamoDbClient counted(URI endpoint, ConsumedUnits units) {
        return DynamoDbClient.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(endpoint)
                .httpClientBuilder(Apache5HttpClient.builder())
                .overrideConfiguration(options -> options.addExecutionInterceptor(units))
                .build();
    }

    static void run(Path root, PrintStream out) throws IOException, InterruptedException {
        out.println("| function | calls | write units a request | read units | $ a million |");
        out.println("|---|---|--:|--:|--:|");
        for (Row row : measure(root)) {
            out.printf(
                    "| %s | %s | %.2f | %.2f | %.2f |%n",
                    row.name(),
                    row.count().calls().entrySet().stream()
                            .map(call -> call.getValue() + " " + call.getKey())
                            .collect(Collectors.joining(", ")),
                    row.written(),
                    row.read(),
                    row.written() * DOLLARS_WRITTEN + row.read() * DOLLARS_READ);
        }
    }

    private List<Row> rows() {
        var rows = new ArrayList<Row>();
        log.write(record("alone"));
        rows.add(new Row("proxy: a record", 1, units.take()));
        rows.add(settle("settle: a lone request", 1, _ -> "alone"));
        rows.add(settle("settle: the next one", 1, _ -> "alone"));
        rows.add(settle("settle: 10 of one user", 10, _ -> "ten"));
        rows.add(settle("settle: 50 of one user", 50, _ -> "fifty"));
        rows.add(settle("settle: 50 of 50 users", 50, i -> "many-" + i));
        return rows;
    }

    private Row settle(String name, int requests, IntFunction<String> user) {
        var charges = new ArrayList<Charge>();
        var reads = new FoldedUsageLog(_ -> true, charges::add);
        for (int i = 0; i < requests; i++) {
            var record = record(user.apply(i));
            accounts.book(
                    new Entry(
                            "grant/" + record.requestId(),
                            record.userId(),
                            Entry.Kind.GRANT,
                            new Nanos(1_000_000_000),
                            NOON,
                            ""));
            reads.write(record);
        }
        units.take();
        fold.fold(charges);
        return new Row(name, requests, units.take());
    }

    /// A streamed answer as agents get them, served at the first attempt.
    private UsageRecord record(String user) {
        now = now.plusMillis(900);
        String id = RequestId.of(now, random);
        return new UsageRecord(
                id,
                "0f2c4a5e-9d1b-4c58-8a57-2f6f3c1d7e90",
                now,
                "user_01jd3v9m2k7q" + user,
                "key_01jd3v9p4r8w" + user,
                "default",
                "",
                "channel_01jd3va0c5",
                "anthropic",
                "anthropic.messages",
                "claude-sonnet-4-5-20250929",
                "claude-sonnet-4-5-20250929",
                true,
                200,
                Outcome.SUCCESS,
                "none",
                List.of(
                        new Attempt(
                                "channel_01jd3va0c5",
                                "k_01jd3va0c5",
                                "claude-sonnet-4-5-20250929",
                                "none",
                                3,
                                812,
                                "")),
                List.of(),
                new Tokens(1_834, 48_210, 2_044, 0, 1_290, 0),
                Source.REPORTED,
                Uses.NONE,
                "standard",
                List.of(),
                new Nanos(46_982_000),
                "list-2026-11-anthropic-claude-sonnet-4-5",
                815,
                21_433,
                "198.51.100.7",
                "claude-cli/2.0.31 (external, cli)");
    }
}
