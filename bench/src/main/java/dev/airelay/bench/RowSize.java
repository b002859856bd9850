package dev.airelay.bench;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// How many bytes a row has, by which DynamoDB charges: names and texts in UTF-8; of a number a
/// byte for two digits and one more, without the zeros at its ends; a byte for a flag; three for a
/// list or a map, and one for each of its elements
/// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html,
/// read 2026-11-21).
final class RowSize {
    private static final int KB = 1024;
    private static final int COLLECTION = 3;

    private RowSize() {}

    static int bytes(Map<String, AttributeValue> row) {
        return row.entrySet().stream()
                .mapToInt(one -> text(one.getKey()) + value(one.getValue()))
                .sum();
    }

    /// What writing it costs outside of a transaction.
    static int writeUnits(Map<String, AttributeValue> row) {
        return Math.ceilDiv(bytes(row), KB);
    }

    private static int value(AttributeValue value) {
        return switch (value.type()) {
            case S -> text(value.s());
            case N -> number(value.n());
            case BOOL -> 1;
            case SS -> texts(value.ss());
            case L -> COLLECTION + value.l().stream().mapToInt(one -> 1 + value(one)).sum();
            case M -> COLLECTION + value.m().size() + bytes(value.m());
            default -> throw new IllegalStateException("no size is known for " + value.type());
        };
    }

    private static int number(String digits) {
        String significant = digits.replaceFirst("^-?0*", "").replaceFirst("0+$", "");
        return 1 + Math.ceilDiv(significant.length(), 2) + (digits.startsWith("-") ? 1 : 0);
    }

    private static int texts(Collection<String> all) {
        return all.stream().mapToInt(RowSize::text).sum();
    }

    private static int text(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
