package dev.airelay.settle;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import dev.airelay.account.Charge;
import dev.airelay.money.Nanos;
import dev.airelay.usage.Outcome;
import dev.airelay.usage.Tokens;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// Reads what a request costs from its usage record, as the stream shows it.
final class UsageImage {
    private UsageImage() {}

    /// Empty for a request of which nobody knows yet how it ended: its own record may still come
    /// and take this one's place.
    ///
    /// An outcome that only a newer version knows is no reason not to charge what the record says
    /// that the request costs; its tally counts it as failed. If it costs nothing, that may be
    /// because it is not known yet, so that booking it would keep the cost from being booked.
    ///
    /// @throws IllegalArgumentException naming what is missing or wrong
    static Optional<Charge> charge(Map<String, AttributeValue> image) {
        var cost = new Nanos(number(image, "cost_nanos"));
        boolean bookable =
                outcome(text(image, "outcome"))
                        .map(known -> known.bookable(cost))
                        .orElseGet(() -> costs(image, cost));
        return bookable ? Optional.of(charged(image)) : Optional.empty();
    }

    private static Optional<Outcome> outcome(String name) {
        return Arrays.stream(Outcome.values())
                .filter(known -> known.name().equals(name))
                .findFirst();
    }

    private static boolean costs(Map<String, AttributeValue> image, Nanos cost) {
        if (cost.equals(Nanos.ZERO)) {
            throw new IllegalArgumentException(
                    "an unknown outcome without a cost: " + text(image, "outcome"));
        }
        return true;
    }

    private static Charge charged(Map<String, AttributeValue> image) {
        return new Charge(
                text(image, "request_id"),
                text(image, "user_id"),
                new Nanos(number(image, "cost_nanos")),
                Instant.ofEpochSecond(number(image, "expires_at_s")),
                new Charge.Use(
                        Instant.ofEpochMilli(number(image, "started_at_ms")),
                        text(image, "key_id"),
                        textIfAny(image, "asked_model"),
                        textIfAny(image, "channel_id"),
                        textIfAny(image, "group"),
                        text(image, "outcome").equals(Outcome.SUCCESS.name()),
                        new Tokens(
                                number(image, "input_tokens"),
                                number(image, "cache_read_tokens"),
                                number(image, "cache_write_5m_tokens"),
                                number(image, "cache_write_1h_tokens"),
                                number(image, "output_tokens"),
                                number(image, "reasoning_tokens")),
                        number(image, "total_ms")));
    }

    private static String textIfAny(Map<String, AttributeValue> image, String name) {
        return image.containsKey(name) ? text(image, name) : "";
    }

    private static String text(Map<String, AttributeValue> image, String name) {
        AttributeValue value = image.get(name);
        if (value == null || value.getS() == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value.getS();
    }

    private static long number(Map<String, AttributeValue> image, String name) {
        AttributeValue value = image.get(name);
        if (value == null || value.getN() == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return Long.parseLong(value.getN());
    }
}
