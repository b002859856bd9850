package dev.airelay.platform.dynamodb;

import dev.airelay.account.Charge;
import dev.airelay.account.Tally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What a user and the keys used last have used in their whole life, as a line of the ledger
/// carries it on. Keys for which there is no room have rows of their own, until they are used
/// again.
///
/// @param keys by id, the one used last at the end
/// @param moved whether any key has ever had a row of its own
record Totals(Tally user, Map<String, Tally> keys, boolean moved) {
    static final Totals NONE = new Totals(Tally.NONE, Map.of(), false);

    /// How many keys fit beside the rest of a line into 1 KB, which is what one write unit pays
    /// for.
    private static final int ROOM = 4;

    /// @param out keys that have to get rows of their own
    record Next(Totals totals, Map<String, Tally> out) {}

    /// @param stored reads the row of a key
    Next plus(List<Charge> charges, Function<String, Tally> stored) {
        var kept = new LinkedHashMap<>(keys);
        Tally all = user;
        for (Charge charge : charges) {
            String key = charge.use().keyId();
            all = all.plus(charge.tally());
            if (!key.isEmpty()) {
                Tally before = kept.remove(key);
                if (before == null) {
                    before = moved ? stored.apply(key) : Tally.NONE;
                }
                kept.put(key, before.plus(charge.tally()));
            }
        }
        var out = new LinkedHashMap<String, Tally>();
        for (String key : List.copyOf(kept.keySet()).subList(0, Math.max(0, kept.size() - ROOM))) {
            out.put(key, kept.remove(key));
        }
        return new Next(new Totals(all, kept, moved || !out.isEmpty()), out);
    }

    Item write(Item row) {
        if (user.equals(Tally.NONE)) {
            return row;
        }
        var list = new ArrayList<AttributeValue>();
        keys.forEach((key, tally) ->
                list.add(
                        AttributeValue.fromM(
                                TallyCounts.write(Item.empty().text("key_id", key), "", tally)
                                        .values())));
        row.value("used", AttributeValue.fromM(TallyCounts.write(Item.empty(), "", user).values()))
                .value("used_by_keys", AttributeValue.fromL(list));
        return moved ? row.flag("more_keys", true) : row;
    }

    static Totals read(Item row) {
        AttributeValue used = row.values().get("used");
        if (used == null) {
            return NONE;
        }
        var keys = new LinkedHashMap<String, Tally>();
        row.list("used_by_keys")
                .forEach(one -> keys.put(one.text("key_id"), TallyCounts.read(one, "")));
        return new Totals(
                TallyCounts.read(new Item(used.m()), ""),
                keys,
                row.values().containsKey("more_keys"));
    }
}
