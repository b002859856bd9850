package dev.airelay.platform.redis;

import dev.airelay.account.Credit;
import dev.airelay.limit.Budget;
import dev.airelay.limit.Limits;
import dev.airelay.quota.AdmissionRequest;
import dev.airelay.quota.Funds;
import dev.airelay.quota.Holder;
import dev.airelay.quota.Spending;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// What `admit.lua` is given, in its order.
final class AdmitArguments {
    private static final int LONGEST_MODEL = 200;

    private AdmitArguments() {}

    static List<String> keys(Holder holder) {
        return List.of(
                RedisKeys.revisions(holder.userId()),
                RedisKeys.keyRates(holder),
                RedisKeys.userRates(holder),
                RedisKeys.keySlots(holder),
                RedisKeys.userSlots(holder),
                RedisKeys.funds(holder.userId()),
                RedisKeys.holds(holder.userId()),
                RedisKeys.userSpent(holder.userId()),
                RedisKeys.keySpent(holder.userId(), holder.keyId()));
    }

    static List<String> of(AdmissionRequest ask, GateClock clock) {
        Holder holder = ask.holder();
        Limits key = holder.keyLimits();
        Limits user = holder.userLimits();
        return Stream.of(
                        Stream.of(clock.micros(), ask.requestId()),
                        texts(ask.lease().toNanos() / 1000, ask.estimate().tokens()),
                        Stream.of(RedisKeys.keyField(holder.keyId())),
                        texts(holder.keyRevision(), holder.userRevision()),
                        texts(key.requestsPerMinute(), key.tokensPerMinute(), key.concurrency()),
                        texts(user.requestsPerMinute(), user.tokensPerMinute(), user.concurrency()),
                        texts(ask.estimate().cost().value()),
                        Stream.of(holder.keyId(), cut(ask.model())),
                        texts(key.budget()),
                        texts(user.budget()))
                .flatMap(texts -> texts)
                .toList();
    }

    /// What the books say, at the end.
    ///
    /// @param now by which the spending was read
    static List<String> of(Funds funds, Instant now) {
        return Stream.of(
                        texts(funds.account().balance().value()),
                        credit(funds.account().credit()),
                        texts(funds.account().version(), Spending.day(now)),
                        texts(funds.user()),
                        texts(funds.key()))
                .flatMap(texts -> texts)
                .toList();
    }

    /// Amount and end.
    static Stream<String> credit(Credit credit) {
        return Stream.of(Long.toString(credit.left().value()), GateClock.micros(credit.until()));
    }

    private static Stream<String> texts(Budget budget) {
        return texts(budget.perDay().value(), budget.perMonth().value(), budget.total().value());
    }

    private static Stream<String> texts(Spending spent) {
        return texts(spent.inDay().value(), spent.inMonth().value(), spent.ever().value());
    }

    private static Stream<String> texts(long... numbers) {
        return LongStream.of(numbers).mapToObj(Long::toString);
    }

    /// Never between the halves of a character.
    private static String cut(String model) {
        if (model.length() <= LONGEST_MODEL) {
            return model;
        }
        int half = Character.isHighSurrogate(model.charAt(LONGEST_MODEL - 1)) ? 1 : 0;
        return model.substring(0, LONGEST_MODEL - half);
    }
}
