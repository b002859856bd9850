package dev.airelay.platform.dynamodb;

import dev.airelay.health.ChannelBoard;
import dev.airelay.health.HealthSnapshot;
import dev.airelay.platform.dynamodb.ContendedRow.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The board in the gates' table. Safe for many threads.
///
/// All notes lie in the row that an admission reads anyway, so that they cost no read; a swap is
/// one write, the very first two or three. Slots lie in a row for each channel, and entering and
/// leaving are one read and one write each: a row bears some tens of changes a second, and some
/// thousand slots.
///
/// Time is the caller's; machines in AWS agree on it to within milliseconds.
public final class DynamoBoard implements ChannelBoard {
    private final NewsRow news;
    private final Rows rows;
    private final InstantSource clock;

    /// @param dynamo asked at each call, so that a client closed before a snapshot can be replaced
    public DynamoBoard(Supplier<DynamoDbClient> dynamo, Tables tables, InstantSource clock) {
        this.news = new NewsRow(dynamo, tables.gates());
        this.rows = new Rows(dynamo, tables.gates(), "id");
        this.clock = clock;
    }

    @Override
    public HealthSnapshot healths() {
        return news.get().healths();
    }

    @Override
    public boolean swap(String channelId, String before, String after) {
        return news.swap(channelId, before, after);
    }

    @Override
    public boolean enter(String channelId, String holder, int most, Duration lease) {
        return change(
                channelId,
                before -> {
                    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
                    SlotRow row = before.at(now);
                    boolean has = row.leaseEnds().containsKey(holder);
                    return has || row.leaseEnds().size() >= most
                            ? new Step<>(has, Optional.empty())
                            : new Step<>(true, Optional.of(row.with(holder, now.plus(lease))));
                });
    }

    @Override
    public void leave(String channelId, String holder) {
        boolean _ =
                change(
                        channelId,
                        row ->
                                row.leaseEnds().containsKey(holder)
                                        ? new Step<>(true, Optional.of(row.without(holder)))
                                        : new Step<>(false, Optional.empty()));
    }

    private <T> T change(String channelId, Function<SlotRow, Step<SlotRow, T>> step) {
        return new ContendedRow<>(rows.table(), () -> slots(channelId), this::put).change(step);
    }

    private SlotRow slots(String channelId) {
        return rows.get(SlotRow.id(channelId))
                .map(SlotRow::read)
                .orElseGet(() -> SlotRow.none(channelId));
    }

    /// A write that the client repeats because the answer was lost is in its own way; whoever
    /// decides again finds the request as it should be.
    private Optional<SlotRow> put(SlotRow next) {
        return rows.putVersion(next.item())
                .map(there ->
                        there.values().isEmpty()
                                ? SlotRow.none(next.channelId())
                                : SlotRow.read(there));
    }
}
