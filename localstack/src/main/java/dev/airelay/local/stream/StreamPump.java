package dev.airelay.local.stream;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// Stands in for Lambda's event source mapping: reads a table's stream and calls a function with
/// batches, shard by shard, parents before children. A batch that fails is given again.
///
/// While nothing is written it looks seldom; whoever knows that a record comes says so by
/// [#expect], and has it handed over a moment later. Any thread may say so.
///
/// It remembers nothing between runs and begins with the oldest record there is (a day at most), so
/// the function must not mind records that it has seen. Runs on a thread of its own until it is
/// closed. Protocol: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html
/// (read 2026-11-21).
public final class StreamPump implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(StreamPump.class.getName());
    private static final int BATCH = 100;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final DynamoDbStreamsClient streams;
    private final String stream;
    private final Consumer<DynamodbEvent> function;
    private final Semaphore calls = new Semaphore(0);
    private final PollInterval interval = new PollInterval();
    private final Map<String, String> iterators = new LinkedHashMap<>();
    private final Set<String> finished = new HashSet<>();
    private final Thread pumping;
    private volatile boolean closing;
    private boolean shardsMayDiffer = true;

    private StreamPump(
            DynamoDbStreamsClient streams, String stream, Consumer<DynamodbEvent> function) {
        this.streams = streams;
        this.stream = stream;
        this.function = function;
        this.pumping = Thread.ofVirtual().name("stream-pump").unstarted(this::pump);
    }

    /// @param streams closed with the pump
    /// @param stream the stream's ARN
    public static StreamPump start(
            DynamoDbStreamsClient streams, String stream, Consumer<DynamodbEvent> function) {
        var pump = new StreamPump(streams, stream, function);
        pump.pumping.start();
        return pump;
    }

    /// Looks at once, and often for a while: a record was written, or will be in some seconds.
    public void expect() {
        calls.release();
    }

    /// Waits for the batch in hand.
    @Override
    public void close() {
        closing = true;
        calls.release();
        try {
            pumping.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        streams.close();
    }

    private void pump() {
        try {
            while (!closing) {
                if (calls.tryAcquire(round().toMillis(), TimeUnit.MILLISECONDS)) {
                    calls.drainPermits();
                    interval.expect();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return how long to wait before the next one
    private Duration round() {
        try {
            boolean some = false;
            if (shardsMayDiffer) {
                open();
            }
            for (String shard : List.copyOf(iterators.keySet())) {
                some |= advance(shard);
            }
            Duration pause = interval.after(some);
            shardsMayDiffer |= pause.equals(PollInterval.SELDOM);
            return pause;
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a batch of " + stream + " failed and is given again", e);
            return PAUSE_AFTER_FAILURE;
        }
    }

    /// A shard is new only where its parent has ended, or lost its place.
    private void open() {
        List<Shard> shards = shards();
        Set<String> unread = new HashSet<>();
        for (Shard shard : shards) {
            if (!finished.contains(shard.shardId())) {
                unread.add(shard.shardId());
            }
        }
        for (Shard shard : shards) {
            boolean afterParent = !unread.contains(String.valueOf(shard.parentShardId()));
            if (unread.contains(shard.shardId()) && afterParent) {
                iterators.computeIfAbsent(shard.shardId(), this::oldest);
            }
        }
        shardsMayDiffer = false;
    }

    private List<Shard> shards() {
        var shards = new ArrayList<Shard>();
        String last = null;
        do {
            String from = last;
            var page =
                    streams.describeStream(ask -> ask.streamArn(stream).exclusiveStartShardId(from))
                            .streamDescription();
            shards.addAll(page.shards());
            last = page.lastEvaluatedShardId();
        } while (last != null);
        return shards;
    }

    private String oldest(String shard) {
        return streams.getShardIterator(ask ->
                        ask.streamArn(stream)
                                .shardId(shard)
                                .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
    }

    /// @return whether there were records
    private boolean advance(String shard) {
        GetRecordsResponse batch;
        try {
            String at = iterators.get(shard);
            batch = streams.getRecords(ask -> ask.shardIterator(at).limit(BATCH));
        } catch (ExpiredIteratorException | TrimmedDataAccessException lostItsPlace) {
            iterators.remove(shard);
            shardsMayDiffer = true;
            return false;
        }
        if (!batch.records().isEmpty()) {
            function.accept(StreamEvents.of(batch.records(), stream));
        }
        if (batch.nextShardIterator() == null) {
            iterators.remove(shard);
            finished.add(shard);
            shardsMayDiffer = true;
        } else {
            iterators.put(shard, batch.nextShardIterator());
        }
        return !batch.records().isEmpty();
    }
}
