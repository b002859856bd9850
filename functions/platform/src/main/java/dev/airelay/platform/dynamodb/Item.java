package dev.airelay.platform.dynamodb;

import dev.airelay.limit.Budget;
import dev.airelay.limit.Limits;
import dev.airelay.money.Nanos;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// One row, as named values of a few kinds. What is empty is not stored; units are part of names.
///
/// Reading what is not there but must be, or is of another type, fails with
/// [IllegalStateException]; see [RowReader] for what becomes of such a row.
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

    /// Whether all that `other` says is here too, whatever else is.
    boolean has(Item other) {
        return other.values.entrySet().stream()
                .allMatch(one -> same(one.getValue(), values.get(one.getKey())));
    }

    boolean lacks(Collection<String> names) {
        return names.stream().noneMatch(values::containsKey);
    }

    /// Sets come back in any order.
    private static boolean same(AttributeValue one, @Nullable AttributeValue other) {
        if (other == null || !one.hasSs() || !other.hasSs()) {
            return one.equals(other);
        }
        return Set.copyOf(one.ss()).equals(Set.copyOf(other.ss()));
    }

    /// Empty when it is not there.
    String text(String name) {
        AttributeValue value = values.get(name);
        return value == null ? "" : typed(name, value.s());
    }

    /// @param kinds those that this version knows
    <E extends Enum<E>> E constant(String name, Class<E> kinds) {
        String text = text(name);
        return Arrays.stream(kinds.getEnumConstants())
                .filter(kind -> kind.name().equals(text))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    /// For a row whose `name` says something that this version does not know.
    IllegalStateException unknown(String name) {
        return new IllegalStateException("a stored row has an unknown " + name);
    }

    long number(String name) {
        return numberIfAny(name).orElseThrow(() -> missing(name));
    }

    Optional<Long> numberIfAny(String name) {
        return Optional.ofNullable(values.get(name)).map(value -> number(name, value));
    }

    private static long number(String name, AttributeValue value) {
        return Long.parseLong(typed(name, value.n()));
    }

    private static <T> T typed(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("a stored row has another type of " + name);
        }
        return value;
    }

    private static IllegalStateException missing(String name) {
        return new IllegalStateException("a stored row has no " + name);
    }

    Duration millis(String name) {
        return Duration.ofMillis(number(name));
    }

    boolean flag(String name) {
        AttributeValue value = values.get(name);
        if (value == null) {
            throw missing(name);
        }
        return typed(name, value.bool());
    }

    Set<String> texts(String name) {
        AttributeValue value = values.get(name);
        return value == null
                ? Set.of()
                : Set.copyOf(typed(name, value.hasSs() ? value.ss() : null));
    }

    /// Empty when it is not there.
    List<AttributeValue> values(String name) {
        AttributeValue value = values.get(name);
        return value == null ? List.of() : typed(name, value.hasL() ? value.l() : null);
    }

    List<Item> list(String name) {
        return values(name).stream().map(one -> new Item(fields(name, one))).toList();
    }

    /// A map; empty when it is not there.
    Map<String, AttributeValue> map(String name) {
        AttributeValue value = values.get(name);
        return value == null ? Map.of() : fields(name, value);
    }

    private static Map<String, AttributeValue> fields(String name, AttributeValue value) {
        return typed(name, value.hasM() ? value.m() : null);
    }

    /// A map of numbers; empty when it is not there.
    Map<String, Long> numbers(String name) {
        var numbers = new HashMap<String, Long>();
        map(name).forEach((key, number) -> numbers.put(key, number(name, number)));
        return numbers;
    }

    /// A map of texts; empty when it is not there.
    Map<String, String> textsByName(String name) {
        var texts = new HashMap<String, String>();
        map(name).forEach((key, text) -> texts.put(key, typed(name, text.s())));
        return texts;
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
