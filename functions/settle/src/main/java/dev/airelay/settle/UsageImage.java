package dev.airelay.settle;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import dev.airelay.account.Charge;
import dev.airelay.money.Nanos;
import java.time.Instant;
import java.util.Map;

/// Reads what a request costs from its usage record, as the stream shows it.
final class UsageImage {
    private UsageImage() {}

    /// @throws IllegalArgumentException naming what is missing or wrong
    static Charge charge(Map<String, AttributeValue> image) {
        return new Charge(
                text(image, "request_id"),
                text(image, "user_id"),
                new Nanos(number(image, "cost_nanos")),
                Instant.ofEpochSecond(number(image, "expires_at_s")));
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
