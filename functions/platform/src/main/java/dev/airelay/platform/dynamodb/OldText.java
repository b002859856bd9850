package dev.airelay.platform.dynamodb;

import java.time.Instant;

/// The row of a key's text that was replaced: it leads to the row of the one that it has now, until
/// its end. It has a revision, as what was there before, so that changes made on that are refused.
///
/// @param target hash of the text that the key has now
record OldText(String hash, String target, Instant until, long revision) {
    private static final String TARGET = "target";

    static boolean isOne(Item row) {
        return row.values().containsKey(TARGET);
    }

    static OldText read(Item row) {
        return new OldText(
                row.text("hash"),
                row.text(TARGET),
                Instant.ofEpochMilli(row.number("until_ms")),
                row.number("revision"));
    }

    Item write() {
        return Item.empty()
                .text("hash", hash)
                .text(TARGET, target)
                .number("until_ms", until.toEpochMilli())
                .number("expires_at_s", until.getEpochSecond() + 1)
                .number("revision", revision);
    }
}
