package dev.airelay.auth;

import static dev.airelay.platform.api.Schema.flag;
import static dev.airelay.platform.api.Schema.list;
import static dev.airelay.platform.api.Schema.may;
import static dev.airelay.platform.api.Schema.must;
import static dev.airelay.platform.api.Schema.nanos;
import static dev.airelay.platform.api.Schema.object;
import static dev.airelay.platform.api.Schema.oneOf;
import static dev.airelay.platform.api.Schema.text;
import static dev.airelay.platform.api.Schema.time;
import static dev.airelay.platform.api.Schema.whole;

import dev.airelay.access.OwnKeys;
import dev.airelay.access.OwnedKeyStore;
import dev.airelay.platform.api.Operation;
import dev.airelay.platform.api.Schema;
import dev.airelay.platform.api.Schema.Member;
import java.util.ArrayList;
import java.util.List;

/// What the routes about keys take and give, in the words of the document.
final class KeyOperations {
    private static final Schema COUNT = whole(1, 1_000_000_000L).orNull();

    private static final List<Member> SHOWN =
            List.of(
                    must("id", text()),
                    must("name", text()),
                    must("project", text()),
                    must("lastFour", text()),
                    must("enabled", flag()),
                    must("createdAt", time()),
                    must("expiresAt", time().orNull()),
                    must("models", list(text())),
                    must("addresses", list(text())),
                    must("group", text().orNull()),
                    must("requestsPerMinute", COUNT),
                    must("tokensPerMinute", COUNT),
                    must("concurrency", COUNT),
                    must("budgetDayNanos", nanos().orNull()),
                    must("budgetMonthNanos", nanos().orNull()),
                    must("budgetTotalNanos", nanos().orNull()),
                    must("previousValidUntil", time().orNull()),
                    must("deletedAt", time().orNull()),
                    must("version", whole()));

    private static final List<Member> TAKEN =
            List.of(
                    may("name", text(0, KeyFields.LONGEST_NAME).orNull()),
                    may("project", text(0, KeyFields.LONGEST_NAME).orNull()),
                    may("enabled", flag().orNull()),
                    may("expiresAt", time().orNull()),
                    may("models", list(text()).orNull()),
                    may("addresses", list(text()).orNull()),
                    may("group", text().orNull()),
                    may("requestsPerMinute", COUNT),
                    may("tokensPerMinute", COUNT),
                    may("concurrency", COUNT),
                    may("budgetDayNanos", nanos().orNull()),
                    may("budgetMonthNanos", nanos().orNull()),
                    may("budgetTotalNanos", nanos().orNull()));

    private static final Schema KEY = object(SHOWN);
    private static final Schema ISSUED = object(with(SHOWN, must("key", text())));

    static final Operation LIST =
            Operation.of("Lists the caller's keys, the newest first")
                    .asks("project", text())
                    .asks("deleted", oneOf(List.of("true", "false")))
                    .lists(KEY, OwnedKeyStore.MOST_LISTED);

    static final Operation MAKE =
            Operation.of("Makes a key, whose text is shown once")
                    .takes(object(TAKEN))
                    .gives(201, ISSUED)
                    .doneOnce("key_exists");

    static final Operation FIND =
            Operation.of("Tells of one of the caller's keys")
                    .gives(200, KEY)
                    .refuses(404, "not_found");

    static final Operation CHANGE =
            Operation.of("Changes a key: what is absent stays, what is null goes")
                    .takes(object(with(TAKEN, must("version", whole(1, Long.MAX_VALUE)))))
                    .gives(200, KEY)
                    .refuses(404, "not_found")
                    .refuses(409, "version_conflict");

    static final Operation DELETE =
            Operation.of("Deletes a key, which stops at once and can be restored")
                    .gives(200, KEY)
                    .refuses(404, "not_found");

    static final Operation RESTORE =
            Operation.of("Restores a deleted key").gives(200, KEY).refuses(404, "not_found");

    static final Operation ROTATE =
            Operation.of("Gives a key another text, beside which the old one works for a while")
                    .takes(
                            object(
                                    may(
                                            "overlapSeconds",
                                            whole(0, OwnKeys.LONGEST_OVERLAP.toSeconds())
                                                    .orNull())))
                    .gives(200, ISSUED)
                    .refuses(404, "not_found")
                    .refuses(409, "version_conflict");

    private KeyOperations() {}

    private static List<Member> with(List<Member> members, Member one) {
        var more = new ArrayList<>(members);
        more.add(one);
        return more;
    }
}
