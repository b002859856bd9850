package dev.airelay.auth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.airelay.access.OwnKeys;
import dev.airelay.access.OwnedKey;
import dev.airelay.money.Nanos;
import dev.airelay.platform.api.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How keys look to their owners. What is not limited is `null`.
final class KeyView {
    private KeyView() {}

    static ObjectNode key(OwnedKey owned, Instant now) {
        var key = owned.key();
        var view =
                Json.object()
                        .put("id", key.id())
                        .put("name", key.name())
                        .put("project", key.grant().project())
                        .put("lastFour", key.lastFour())
                        .put("enabled", key.enabled())
                        .put("createdAt", owned.createdAt().toString())
                        .put(
                                "expiresAt",
                                key.expiresAt().equals(Instant.MAX)
                                        ? null
                                        : key.expiresAt().toString());
        var models = view.putArray("models");
        key.grant().models().stream().sorted().forEach(models::add);
        var addresses = view.putArray("addresses");
        key.grant().addresses().forEach(range -> addresses.add(range.toString()));
        view.put("group", key.grant().group().isEmpty() ? null : key.grant().group());
        limits(view, owned);
        view.put(
                "previousValidUntil",
                owned.previous()
                        .map(OwnedKey.Previous::until)
                        .filter(now::isBefore)
                        .map(Instant::toString)
                        .orElse(null));
        view.put(
                "deletedAt",
                owned.deletion().map(deletion -> deletion.at().toString()).orElse(null));
        return view.put("version", owned.revision());
    }

    private static void limits(ObjectNode view, OwnedKey owned) {
        var limits = owned.key().limits();
        view.put("requestsPerMinute", limit(limits.requestsPerMinute()))
                .put("tokensPerMinute", limit(limits.tokensPerMinute()))
                .put("concurrency", limit(limits.concurrency()))
                .put("budgetDayNanos", money(limits.budget().perDay()))
                .put("budgetMonthNanos", money(limits.budget().perMonth()))
                .put("budgetTotalNanos", money(limits.budget().total()));
    }

    private static @Nullable Long limit(long limit) {
        return limit == 0 ? null : limit;
    }

    private static @Nullable String money(Nanos amount) {
        return amount.equals(Nanos.ZERO) ? null : Long.toString(amount.value());
    }

    /// With its text, which is shown at this moment alone.
    static ObjectNode issued(OwnKeys.Issued issued, Instant now) {
        return key(issued.key(), now).put("key", issued.text().reveal());
    }
}
