package dev.airelay.platform.dynamodb;

import dev.airelay.account.Account;
import dev.airelay.account.Credit;
import dev.airelay.quota.Hold;
import dev.airelay.quota.Spending;
import dev.airelay.quota.UserCounters;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// How a user's counters lie in their row, and how long what is in it counts.
///
/// Full buckets are forgotten. So is money that nobody used at this gate for ten minutes, since
/// another gate may have spent it meanwhile, and revisions that nobody announced for an hour. A row
/// that holds nothing expires once nothing in it counts any more. DynamoDB may delete it days later
/// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html, read 2026-11-21), so
/// that readers forget by themselves.
///
/// @param version grows by one with each change; zero for a row that is not there
/// @param writer names the change that led to this version
/// @param usedAt when a request last came or went here
/// @param announcedAt when a revision was last announced
/// @param counters changed in place
/// @param unknown what a newer version wrote and this one cannot read: attributes, and entries of
///   maps. It counts for nothing here and stays in the row
record GateRow(
        String userId,
        long version,
        String writer,
        Instant usedAt,
        Instant announcedAt,
        UserCounters counters,
        Item unknown) {
    static final Duration MONEY_COUNTS = Duration.ofMinutes(10);
    static final Duration REVISIONS_COUNT = Duration.ofHours(1);

    /// Since when something in the row should be gone; absent when it holds nothing.
    static final String OPEN_SINCE = "open_since_us";

    private static final String USER_PREFIX = "user/";
    private static final String HOLDS = "holds";

    /// What this version writes, and may therefore leave out.
    private static final Set<String> KNOWN =
            Set.of(
                    "id",
                    "version",
                    "writer",
                    "used_at_us",
                    "announced_at_us",
                    "revisions",
                    "full_at_us",
                    HOLDS,
                    "spent",
                    "account_version",
                    "balance_nanos",
                    "credit_nanos",
                    "credit_until_ms",
                    "expires_at_s",
                    OPEN_SINCE);

    static String id(String userId) {
        return USER_PREFIX + userId;
    }

    static GateRow none(String userId) {
        return new GateRow(
                userId, 0, "", Instant.EPOCH, Instant.EPOCH, UserCounters.empty(), Item.empty());
    }

    static GateRow read(Item row) {
        String userId = row.text("id").substring(USER_PREFIX.length());
        Item unknown = unknown(row);
        var counters =
                new UserCounters(
                        map(row, "revisions", unknown, (_, value) -> number(value)),
                        map(row, "full_at_us", unknown, (_, value) -> number(value)),
                        map(row, HOLDS, unknown, (id, value) -> hold(userId, id, value)),
                        map(row, "spent", unknown, (_, value) -> spending(value)),
                        new HashMap<>());
        row.numberIfAny("account_version")
                .ifPresent(version ->
                        counters.accounts().put(UserCounters.USER, account(userId, version, row)));
        if (unknown.values().containsKey(HOLDS)) {
            row.numberIfAny(OPEN_SINCE).ifPresent(since -> unknown.number(OPEN_SINCE, since));
        }
        return new GateRow(
                userId,
                row.number("version"),
                row.text("writer"),
                GateTexts.instant(row.number("used_at_us")),
                GateTexts.instant(row.number("announced_at_us")),
                counters,
                unknown);
    }

    private static Item unknown(Item row) {
        var values = new HashMap<>(row.values());
        values.keySet().removeAll(KNOWN);
        return new Item(values);
    }

    private static Optional<Long> number(AttributeValue value) {
        return Optional.ofNullable(value.n()).map(Long::valueOf);
    }

    private static Optional<Hold> hold(String userId, String requestId, AttributeValue value) {
        return Optional.ofNullable(value.s())
                .flatMap(text -> GateTexts.hold(userId, requestId, text));
    }

    private static Optional<Spending> spending(AttributeValue value) {
        return Optional.ofNullable(value.s()).flatMap(GateTexts::spending);
    }

    private static Account account(String userId, long version, Item row) {
        return new Account(
                userId,
                row.nanos("balance_nanos"),
                new Credit(
                        row.nanosOrZero("credit_nanos"),
                        Instant.ofEpochMilli(row.numberOrZero("credit_until_ms"))),
                version);
    }

    /// @param unknown gets the entries that cannot be read
    private static <T> Map<String, T> map(
            Item row,
            String name,
            Item unknown,
            BiFunction<String, AttributeValue, Optional<T>> read) {
        var map = new HashMap<String, T>();
        var left = new HashMap<String, AttributeValue>();
        row.map(name)
                .forEach((key, value) ->
                        read.apply(key, value)
                                .ifPresentOrElse(
                                        one -> map.put(key, one), () -> left.put(key, value)));
        if (!left.isEmpty()) {
            unknown.value(name, AttributeValue.fromM(left));
        }
        return map;
    }

    /// The requests whose holds cannot be read.
    Set<String> unknownHolds() {
        return unknown.map(HOLDS).keySet();
    }

    boolean exists() {
        return version > 0;
    }

    /// Without what does not count any more.
    GateRow at(Instant now) {
        if (usedAt.plus(MONEY_COUNTS).isBefore(now)) {
            counters.spent().clear();
            counters.accounts().clear();
        }
        if (announcedAt.plus(REVISIONS_COUNT).isBefore(now)) {
            counters.revisions().clear();
        }
        counters.fullAt().values().removeIf(full -> full <= GateTexts.micros(now));
        return this;
    }

    /// The version after this one.
    GateRow next(String writer, Instant usedAt, Instant announcedAt) {
        return new GateRow(userId, version + 1, writer, usedAt, announcedAt, counters, unknown);
    }

    Item item() {
        Item row =
                new Item(new HashMap<>(unknown.values()))
                        .text("id", id(userId))
                        .number("version", version)
                        .text("writer", writer)
                        .number("used_at_us", GateTexts.micros(usedAt))
                        .number("announced_at_us", GateTexts.micros(announcedAt));
        put(row, "revisions", counters.revisions(), GateRow::number);
        put(row, "full_at_us", counters.fullAt(), GateRow::number);
        put(row, HOLDS, counters.holds(), hold -> AttributeValue.fromS(GateTexts.text(hold)));
        put(row, "spent", counters.spent(), sum -> AttributeValue.fromS(GateTexts.text(sum)));
        counters.accounts().values().forEach(account -> put(row, account));
        Optional<Long> openSince = openSince();
        return openSince.isPresent()
                ? row.number(OPEN_SINCE, openSince.get())
                : row.number("expires_at_s", expiresAt().getEpochSecond() + 1);
    }

    /// Also by holds that cannot be read: as the one who wrote them said.
    private Optional<Long> openSince() {
        return Stream.concat(
                        counters.holds().values().stream()
                                .map(hold -> GateTexts.micros(hold.openSince())),
                        unknown.numberIfAny(OPEN_SINCE).stream())
                .min(Comparator.naturalOrder());
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    private static <T> void put(
            Item row, String name, Map<String, T> map, Function<T, AttributeValue> written) {
        if (!map.isEmpty()) {
            var values = new HashMap<>(row.map(name));
            map.forEach((key, value) -> values.put(key, written.apply(value)));
            row.value(name, AttributeValue.fromM(values));
        }
    }

    private static void put(Item row, Account account) {
        row.number("account_version", account.version())
                .number("balance_nanos", account.balance().value())
                .number("credit_nanos", account.credit().left().value())
                .number("credit_until_ms", account.credit().until().toEpochMilli());
    }

    private Instant expiresAt() {
        long bucketsFull = counters.fullAt().values().stream().reduce(0L, Math::max);
        return Collections.max(
                List.of(
                        GateTexts.instant(bucketsFull),
                        usedAt.plus(MONEY_COUNTS),
                        announcedAt.plus(REVISIONS_COUNT)));
    }
}
