package dev.airelay.auth;

import dev.airelay.access.AddressRange;
import dev.airelay.access.Grant;
import dev.airelay.access.OwnedKey;
import dev.airelay.access.RelayKey;
import dev.airelay.access.User;
import dev.airelay.limit.Budget;
import dev.airelay.limit.Limits;
import dev.airelay.money.Nanos;
import dev.airelay.platform.api.FieldProblem;
import dev.airelay.platform.api.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// What a body says of a key: what is absent stays, what is `null` goes. Problems are noted in the
/// fields.
final class KeyFields {
    static final int LONGEST_NAME = 100;
    private static final int LONGEST_MODEL = 200;
    private static final int MOST_MODELS = 200;
    private static final int MOST_ADDRESSES = 100;
    private static final long MOST = 1_000_000_000L;

    private final Fields fields;
    private final User owner;

    /// @param owner may choose groups of theirs
    private KeyFields(Fields fields, User owner) {
        this.fields = fields;
        this.owner = owner;
    }

    /// What becomes of a key by this body; to be used once the fields have no problems.
    static UnaryOperator<OwnedKey> read(Fields fields, User owner, Instant now) {
        var read = new KeyFields(fields, owner);
        read.check(now);
        return read::applied;
    }

    /// Reads everything once, so that every problem is noted.
    private void check(Instant now) {
        var blank = new RelayKey("", "", "", "", "", true, Instant.MAX, Grant.ALL, Limits.NONE, 0);
        var any = applied(new OwnedKey(blank, now, Optional.empty(), Optional.empty()));
        if (!any.key().expiresAt().isAfter(now)) {
            fields.problem("expiresAt", "must be in the future");
        }
    }

    private OwnedKey applied(OwnedKey owned) {
        var key = owned.key();
        var changed =
                new RelayKey(
                        key.id(),
                        key.userId(),
                        key.hash(),
                        key.lastFour(),
                        fields.names("name") ? label("name") : key.name(),
                        fields.flag("enabled").orElse(key.enabled()),
                        fields.names("expiresAt")
                                ? fields.moment("expiresAt").orElse(Instant.MAX)
                                : key.expiresAt(),
                        grant(key.grant()),
                        limits(key.limits()),
                        key.revision());
        return owned.with(changed);
    }

    private String label(String name) {
        var label = fields.text(name).strip();
        if (label.length() > LONGEST_NAME) {
            fields.problem(name, FieldProblem.tooLong(LONGEST_NAME, "characters"));
        }
        return label;
    }

    private Grant grant(Grant now) {
        return new Grant(
                fields.names("models") ? models() : now.models(),
                fields.names("addresses") ? addresses() : now.addresses(),
                fields.names("group") ? group() : now.group(),
                fields.names("project") ? label("project") : now.project());
    }

    private Set<String> models() {
        var models = fields.texts("models", MOST_MODELS);
        if (models.stream().anyMatch(one -> one.length() > LONGEST_MODEL)) {
            fields.problem("models", "must be names of at most " + LONGEST_MODEL + " characters");
        }
        return Set.copyOf(models);
    }

    private List<AddressRange> addresses() {
        var ranges = new ArrayList<AddressRange>();
        for (String text : fields.texts("addresses", MOST_ADDRESSES)) {
            try {
                ranges.add(AddressRange.parse(text.strip()));
            } catch (IllegalArgumentException e) {
                fields.problem("addresses", "must be addresses such as 192.0.2.0/24");
            }
        }
        return ranges;
    }

    private String group() {
        var group = fields.text("group").strip();
        if (!group.isEmpty() && !owner.groups().contains(group) && !hasEveryGroup()) {
            fields.problem("group", "must be one of your groups");
        }
        return group;
    }

    private boolean hasEveryGroup() {
        return owner.groups().containsAll(User.EVERY_GROUP);
    }

    private Limits limits(Limits now) {
        var budget = now.budget();
        return new Limits(
                limit("requestsPerMinute", now.requestsPerMinute()),
                limit("tokensPerMinute", now.tokensPerMinute()),
                limit("concurrency", now.concurrency()),
                new Budget(
                        money("budgetDayNanos", budget.perDay()),
                        money("budgetMonthNanos", budget.perMonth()),
                        money("budgetTotalNanos", budget.total())));
    }

    private long limit(String name, long now) {
        return fields.names(name) ? fields.wholeNumber(name, 1, MOST).orElse(0L) : now;
    }

    private Nanos money(String name, Nanos now) {
        return fields.names(name) ? fields.nanos(name).orElse(Nanos.ZERO) : now;
    }
}
