package dev.airelay.platform.dynamodb;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Who has a slot of a channel, as it lies in the gates' table. The row expires with the last lease
/// that was in it, minutes later, and so does what a newer version may have put into it and this
/// one does not write again. Immutable.
///
/// @param version grows by one with each change; zero for a row that is not there
/// @param expiresAt when no lease is left, of this version or one before
/// @param leaseEnds holder → when the slot is free again
record SlotRow(String channelId, long version, Instant expiresAt, Map<String, Instant> leaseEnds) {
    private static final String CHANNEL_PREFIX = "channel/";
    private static final String LEASE_ENDS = "lease_ends_us";
    private static final String EXPIRES_AT = "expires_at_s";

    SlotRow {
        leaseEnds = Map.copyOf(leaseEnds);
    }

    static String id(String channelId) {
        return CHANNEL_PREFIX + channelId;
    }

    static SlotRow none(String channelId) {
        return new SlotRow(channelId, 0, Instant.EPOCH, Map.of());
    }

    static SlotRow read(Item row) {
        var ends = new HashMap<String, Instant>();
        row.numbers(LEASE_ENDS).forEach((holder, end) -> ends.put(holder, GateTexts.instant(end)));
        return new SlotRow(
                row.text("id").substring(CHANNEL_PREFIX.length()),
                row.number("version"),
                Instant.ofEpochSecond(row.number(EXPIRES_AT)),
                ends);
    }

    /// Without slots whose lease is over.
    SlotRow at(Instant now) {
        var left = new HashMap<>(leaseEnds);
        left.values().removeIf(end -> !now.isBefore(end));
        return new SlotRow(channelId, version, expiresAt, left);
    }

    /// The version after this one, with one slot more.
    SlotRow with(String holder, Instant leaseEnd) {
        var more = new HashMap<>(leaseEnds);
        more.put(holder, leaseEnd);
        Instant over = leaseEnd.plusSeconds(1);
        return new SlotRow(
                channelId, version + 1, expiresAt.isAfter(over) ? expiresAt : over, more);
    }

    /// The version after this one, with one slot less.
    SlotRow without(String holder) {
        var fewer = new HashMap<>(leaseEnds);
        fewer.remove(holder);
        return new SlotRow(channelId, version + 1, expiresAt, fewer);
    }

    Item item() {
        Item row =
                Item.empty()
                        .text("id", id(channelId))
                        .number("version", version)
                        .number(EXPIRES_AT, expiresAt.getEpochSecond());
        var ends = new HashMap<String, AttributeValue>();
        leaseEnds.forEach((holder, end) ->
                ends.put(holder, AttributeValue.fromN(Long.toString(GateTexts.micros(end)))));
        return row.value(LEASE_ENDS, AttributeValue.fromM(ends));
    }
}
