package dev.airelay.giftcard;

import dev.airelay.money.Nanos;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What cards an administrator wants to have made.
///
/// @param count 1 to [GiftCardStore#MOST_CARDS]
/// @param amount of each card, above zero, at most [#MOST]
/// @param note at most [#LONGEST_NOTE] characters; may be empty
/// @param expiresAt in the future; empty for never
public record GiftOrder(int count, Nanos amount, String note, Optional<Instant> expiresAt) {
    /// Ten thousand dollars.
    public static final Nanos MOST = new Nanos(10_000_000_000_000L);

    public static final int LONGEST_NOTE = 200;

    /// Everything that is wrong with the order: what, by the name of the component; empty when
    /// cards can be made.
    public Map<String, String> problems(Instant now) {
        var problems = new LinkedHashMap<String, String>();
        if (count < 1 || count > GiftCardStore.MOST_CARDS) {
            problems.put("count", "must be 1 to " + GiftCardStore.MOST_CARDS);
        }
        if (amount.compareTo(Nanos.ZERO) <= 0 || amount.compareTo(MOST) > 0) {
            problems.put("amount", "must be above 0, at most 10000");
        }
        if (expiresAt.filter(end -> !end.isAfter(now)).isPresent()) {
            problems.put("expiresAt", "must be in the future");
        }
        if (note.codePointCount(0, note.length()) > LONGEST_NOTE) {
            problems.put("note", "must have at most " + LONGEST_NOTE + " characters");
        }
        return problems;
    }
}
