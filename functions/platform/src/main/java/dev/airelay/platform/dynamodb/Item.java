package dev.airelay.platform.dynamodb;

import dev.airelay.limit.Budget;
import dev.airelay.limit.Limits;
import dev.airelay.money.Nanos;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// One row, as named values of a few kinds. What is empty is not stored; units are part of names.
///
/// Reading a number or flag that is not there is a defect of the stored data and fails with
/// [IllegalStateException].
record Item(Map<String, AttributeValue> values) {
    static Item empty() {
        return new Item(new HashMap<>());
    }

    Item text(String name, String value) {
        if (!value.isEmpty()) {
            values.put(name, AttributeValue.fromS(value));
        }
        return this;
    }

    Item number(String name, long value) {
        values.put(name, AttributeValue.fromN(Long.toString(value)));
        return this;
    }

    Item flag(String name, boolean value) {
        values.put(name, AttributeValue.fromBool(value));
        return this;
    }

    Item texts(String name, Set<String> value) {
        if (!value.isEmpty()) {
            values.put(name, AttributeValue.fromSs(value.stream().sorted().toList()));
        }
        return this;
    }

    Item value(String name, AttributeValue value) {
        values.put(name, value);
        return this;
    }

    Item limits(Limits limits) {
        return number("requests_per_minute", limits.requestsPerMinute())
                .number("tokens_per_minute", limits.tokensPerMinute())
                .number("concurrency", limits.concurrency())
                .number("budget_day_nanos", limits.budget().perDay().value())
                .number("budget_month_nanos", limits.budget().perMonth().value())
                .number("budget_total_nanos", limits.budget().total().value());
    }

    String text(String name) {
        AttributeValue value = values.get(name);
        return value == null ? "" : value.s();
    }

    long number(String name) {
        return numberIfAny(name)
                .orElseThrow(() -> new IllegalStateException("a stored row has no " + name));
    }

    Optional<Long> numberIfAny(String name) {
        return Optional.ofNullable(values.get(name)).map(value -> Long.parseLong(value.n()));
    }

    Duration millis(String name) {
        return Duration.ofMillis(number(name));
    }

    boolean flag(String name) {
        AttributeValue value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("a stored row has no " + name);
        }
        return value.bool();
    }

    Set<String> texts(String name) {
        AttributeValue value = values.get(name);
        return value == null ? Set.of() : Set.copyOf(value.ss());
    }

    List<Item> list(String name) {
        AttributeValue value = values.get(name);
        return value == null
                ? List.of()
                : value.l().stream().map(one -> new Item(one.m())).toList();
    }

    /// A map of numbers; empty when it is not there.
    Map<String, Long> numbers(String name) {
        AttributeValue value = values.get(name);
        var numbers = new HashMap<String, Long>();
        if (value != null) {
            value.m().forEach((key, number) -> numbers.put(key, Long.parseLong(number.n())));
        }
        return numbers;
    }

    Limits limits() {
        return new Limits(
                number("requests_per_minute"),
                number("tokens_per_minute"),
                number("concurrency"),
                new Budget(
                        nanos("budget_day_nanos"),
                        nanos("budget_month_nanos"),
                        nanos("budget_total_nanos")));
    }

    /// For what is not stored when it is zero.
    long numberOrZero(String name) {
        return numberIfAny(name).orElse(0L);
    }

    Nanos nanosOrZero(String name) {
        return new Nanos(numberOrZero(name));
    }

    Nanos nanos(String name) {
        return new Nanos(number(name));
    }
}
