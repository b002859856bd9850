package dev.airelay.platform.dynamodb;

import dev.airelay.access.OwnedKey;
import dev.airelay.access.OwnedKey.Deletion;
import dev.airelay.access.OwnedKey.Previous;
import java.time.Instant;
import java.util.HashMap;

/// An owned key as a row: what the gate reads of it, and the rest beside it.
final class OwnedKeyRow {
    private OwnedKeyRow() {}

    static Item write(OwnedKey owned) {
        Item row =
                DynamoKeyStore.row(owned.key())
                        .number("created_at_ms", owned.createdAt().toEpochMilli());
        owned.deletion()
                .ifPresent(deletion ->
                        row.number("deleted_at_ms", deletion.at().toEpochMilli())
                                .flag("deleted_enabled", deletion.wasEnabled()));
        owned.previous()
                .ifPresent(previous ->
                        row.text("previous_hash", previous.hash())
                                .number("previous_until_ms", previous.until().toEpochMilli()));
        return row;
    }

    static OwnedKey read(Item row) {
        return new OwnedKey(
                DynamoKeyStore.key(row),
                Instant.ofEpochMilli(row.numberOrZero("created_at_ms")),
                row.numberIfAny("deleted_at_ms")
                        .map(at ->
                                new Deletion(
                                        Instant.ofEpochMilli(at), row.flag("deleted_enabled"))),
                row.numberIfAny("previous_until_ms")
                        .map(until ->
                                new Previous(
                                        row.text("previous_hash"), Instant.ofEpochMilli(until))));
    }

    /// The stored row of a key under its next text, with whatever a newer version has put into it.
    static Item moved(Item stored, OwnedKey before, OwnedKey after) {
        var values = new HashMap<>(stored.values());
        values.keySet().removeAll(write(before).values().keySet());
        values.putAll(write(after).values());
        return new Item(values).number("revision", before.revision() + 1);
    }
}
