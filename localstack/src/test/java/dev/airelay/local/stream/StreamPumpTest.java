package dev.airelay.local.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import dev.airelay.local.engines.DynamoDbLocal;
import dev.airelay.platform.dynamodb.DynamoClients;
import dev.airelay.platform.dynamodb.DynamoUsageLog;
import dev.airelay.platform.dynamodb.Tables;
import dev.airelay.usage.UsageLogContract;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Against the real streams of DynamoDB Local.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamPumpTest {
    private static final String REGION = "us-east-1";

    private final DynamoDbLocal engine;
    private final DynamoDbClient dynamo;

    StreamPumpTest() throws Exception {
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
        engine = DynamoDbLocal.start(Path.of(System.getProperty("relay.root")));
        dynamo = DynamoClients.openUnhurried(REGION, engine.uri());
    }

    @AfterAll
    void close() {
        dynamo.close();
        engine.close();
    }

    private StreamPump pump(Tables tables, Consumer<DynamodbEvent> function) {
        return StreamPump.start(
                DynamoClients.openStreams(REGION, engine.uri()),
                tables.usageStream(dynamo),
                function);
    }

    private static Set<String> await(BlockingQueue<DynamodbStreamRecord> seen, int count)
            throws InterruptedException {
        var ids = new TreeSet<String>();
        while (ids.size() < count) {
            DynamodbStreamRecord record = seen.poll(20, TimeUnit.SECONDS);
            assertTrue(record != null, "only " + ids);
            assertEquals("INSERT", record.getEventName());
            ids.add(
                    Objects.requireNonNull(record.getDynamodb().getNewImage().get("request_id"))
                            .getS());
        }
        return ids;
    }

    @Test
    void everyRecordIsHandedOverAlsoThoseFromBeforeAndThoseOfAFailedBatch() throws Exception {
        var tables = new Tables("pumped-");
        tables.create(dynamo);
        var log = new DynamoUsageLog(() -> dynamo, tables, DynamoUsageLog.USUAL_AGE);
        log.write(UsageLogContract.usage("a"));
        log.write(UsageLogContract.bare("b"));

        BlockingQueue<DynamodbStreamRecord> seen = new LinkedBlockingQueue<>();
        var failures = new AtomicInteger(1);
        try (StreamPump _ =
                pump(
                        tables,
                        event -> {
                            if (failures.getAndDecrement() > 0) {
                                throw new IllegalStateException("on purpose");
                            }
                            seen.addAll(event.getRecords());
                        })) {
            assertEquals(Set.of("a", "b"), await(seen, 2));
            log.write(UsageLogContract.usage("c"));
            assertEquals(Set.of("c"), await(seen, 1));
        }
        try (StreamPump _ = pump(tables, event -> seen.addAll(event.getRecords()))) {
            assertEquals(Set.of("a", "b", "c"), await(seen, 3), "a new pump begins anew");
        }
    }
}
