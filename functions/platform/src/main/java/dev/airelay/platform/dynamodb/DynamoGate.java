package dev.airelay.platform.dynamodb;

import dev.airelay.access.Revisions;
import dev.airelay.account.Account;
import dev.airelay.account.BalanceListener;
import dev.airelay.limit.Allowance;
import dev.airelay.limit.Measure;
import dev.airelay.limit.Scope;
import dev.airelay.platform.dynamodb.ContendedRow.Step;
import dev.airelay.quota.Admission;
import dev.airelay.quota.AdmissionRequest;
import dev.airelay.quota.FundsSource;
import dev.airelay.quota.Gate;
import dev.airelay.quota.Hold;
import dev.airelay.quota.News;
import dev.airelay.quota.OpenHolds;
import dev.airelay.quota.Reconciliation;
import dev.airelay.quota.UserCounters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The gate whose counters live in DynamoDB: nothing runs, and nothing is paid, while nobody asks.
///
/// Each user has one [ContendedRow]. An admission costs one read of the user's row and that of the
/// news (`BatchGetItem`) and one write; a refusal the read alone; a reconciliation, like a booking,
/// one read and one write. The more often one user asks at the same time, the more attempts it
/// takes: some tens of changes a second are what one row bears. What a user owns is read from the
/// books when the row does not know it, and told by bookings from then on, as with other gates.
///
/// A user holds at most [#MOST_HOLDS] requests, in flight and not booked yet; one more is refused
/// as too many at a time. So a row stays below some 50 KB, of 400 that DynamoDB allows
/// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html, read
/// 2026-11-21).
///
/// Time is the caller's; machines in AWS agree on it to within milliseconds. Safe for many threads.
public final class DynamoGate implements Gate, Revisions, BalanceListener, OpenHolds {
    /// Of one user, at the same time.
    public static final int MOST_HOLDS = 300;

    private static final Duration ADVICE = Duration.ofSeconds(1);

    private final GateRows rows;
    private final NewsRow news;
    private final FundsSource funds;
    private final InstantSource clock;
    private final RandomGenerator random;

    /// @param dynamo asked at each call, so that a client closed before a snapshot can be replaced
    /// @param random names changes; two must not get the same name
    public DynamoGate(
            Supplier<DynamoDbClient> dynamo,
            Tables tables,
            FundsSource funds,
            InstantSource clock,
            RandomGenerator random) {
        this.rows = new GateRows(dynamo, tables.gates());
        this.news = new NewsRow(dynamo, tables.gates());
        this.funds = funds;
        this.clock = clock;
        this.random = random;
    }

    /// Reads the rows of a user who does not exist, so that the first real request finds everything
    /// warm.
    public void prime() {
        rows.seen("priming");
    }

    /// What an admission would be told now, without one.
    public News news() {
        return rows.seen("priming").news();
    }

    @Override
    public Admission admit(AdmissionRequest ask) {
        String userId = ask.holder().userId();
        GateRows.Seen seen = rows.seen(userId);
        return contended(userId).change(seen.user(), row -> admit(ask, seen.news(), row));
    }

    private Step<GateRow, Admission> admit(AdmissionRequest ask, News news, GateRow before) {
        Instant now = now();
        UserCounters user = before.at(now).counters();
        boolean held = user.holds().containsKey(ask.requestId());
        if (!held && user.holds().size() >= MOST_HOLDS) {
            return new Step<>(tooMany(), Optional.empty());
        }
        boolean learns = user.needFunds(ask);
        if (learns) {
            String keyId = ask.holder().keyId();
            user.learn(keyId, funds.funds(before.userId(), keyId, now));
        }
        boolean asksMore = user.takes(ask);
        Admission admission = user.admit(ask, news, now);
        boolean takes = admission instanceof Admission.Admitted && asksMore;
        return new Step<>(
                admission, takes || learns ? Optional.of(used(before, now)) : Optional.empty());
    }

    private static Admission tooMany() {
        return new Admission.Refused(
                Scope.USER,
                Measure.CONCURRENCY,
                MOST_HOLDS,
                ADVICE,
                Allowance.UNLIMITED,
                Allowance.UNLIMITED);
    }

    @Override
    public boolean reconcile(Reconciliation reconciliation) {
        return change(
                reconciliation.holder().userId(),
                before -> {
                    Instant now = now();
                    boolean reconciled = before.at(now).counters().reconcile(reconciliation, now);
                    return new Step<>(
                            reconciled,
                            reconciled ? Optional.of(used(before, now)) : Optional.empty());
                });
    }

    /// Of a user whose money this gate does not know it notes nothing but what was held here: who
    /// asks next reads the ledger.
    @Override
    public void changed(Account after, List<String> requestIds) {
        var _ =
                change(
                        after.userId(),
                        before -> {
                            UserCounters user = before.at(now()).counters();
                            if (!concerns(user, after, requestIds)) {
                                return new Step<>(false, Optional.empty());
                            }
                            user.booked(after, requestIds);
                            return new Step<>(
                                    true, Optional.of(told(before, before.announcedAt())));
                        });
    }

    /// Whether it says something about what is held here, or newer than what is known here.
    private static boolean concerns(UserCounters user, Account after, List<String> requestIds) {
        return requestIds.stream().anyMatch(user.holds()::containsKey)
                || user.accounts().values().stream()
                        .anyMatch(known -> after.version() > known.version());
    }

    /// Looks through the rows of all users that were here lately. An index of those with holds
    /// would double the price of each write, to save a little on each sweep.
    @Override
    public List<Hold> open(Duration ago, int most) {
        Instant before = now().minus(ago);
        return rows.openBefore(before, most).stream()
                .flatMap(row -> row.counters().holds().values().stream())
                .filter(hold -> !hold.openSince().isAfter(before))
                .limit(most)
                .toList();
    }

    @Override
    public void release(Hold hold) {
        var _ =
                change(
                        hold.userId(),
                        before -> {
                            UserCounters user = before.at(now()).counters();
                            int held = user.holds().size();
                            user.release(hold.requestId());
                            return new Step<>(
                                    true,
                                    user.holds().size() < held
                                            ? Optional.of(told(before, before.announcedAt()))
                                            : Optional.empty());
                        });
    }

    @Override
    public void keyChanged(String userId, String keyId, long revision) {
        announce(userId, UserCounters.key(keyId), revision);
    }

    @Override
    public void userChanged(String userId, long revision) {
        announce(userId, UserCounters.USER, revision);
    }

    private void announce(String userId, String owner, long revision) {
        var _ =
                change(
                        userId,
                        before -> {
                            Instant now = now();
                            before.at(now).counters().revisions().merge(owner, revision, Math::max);
                            return new Step<>(true, Optional.of(told(before, now)));
                        });
    }

    @Override
    public void routesChanged() {
        news.putRoutes(name());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private String name() {
        return Long.toUnsignedString(random.nextLong(), Character.MAX_RADIX);
    }

    /// After a request came or went.
    private GateRow used(GateRow before, Instant now) {
        return before.next(name(), now, before.announcedAt());
    }

    /// After somebody told something.
    private GateRow told(GateRow before, Instant announcedAt) {
        return before.next(name(), before.usedAt(), announcedAt);
    }

    private <T> T change(String userId, Function<GateRow, Step<GateRow, T>> step) {
        return contended(userId).change(step);
    }

    private ContendedRow<GateRow> contended(String userId) {
        return new ContendedRow<>(rows.table(), () -> rows.user(userId), rows::put);
    }
}
