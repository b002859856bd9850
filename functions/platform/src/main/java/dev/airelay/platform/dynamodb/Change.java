package dev.airelay.platform.dynamodb;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// What turns a row into another one, if it meets a condition. Attributes that neither form of the
/// row has, as a newer version may have added, stay as they are, and so does what lies within those
/// that both forms have alike.
///
/// @param update DynamoDB's update expression, by the names and values below
/// @param condition DynamoDB's condition expression; empty: whatever is there
/// @param removed attributes that are gone once it is made
record Change(
        String update,
        String condition,
        Set<String> removed,
        Map<String, String> names,
        Map<String, AttributeValue> values) {

    /// @param before the row as this version writes what it read; [Item#empty] for a new row
    /// @param after has the same key as `before`, and differs from it
    /// @param key the attributes that are the row's key
    static Change between(Item before, Item after, String... key) {
        var left = new HashMap<>(before.values());
        var set = new HashMap<>(after.values());
        set.entrySet().removeIf(one -> one.getValue().equals(left.get(one.getKey())));
        left.keySet().removeAll(after.values().keySet());
        for (String part : key) {
            set.remove(part);
            left.remove(part);
        }
        var change = new Change("", "", Set.of(), new HashMap<>(), new HashMap<>());
        var sets = new StringJoiner(", ", "SET ", "").setEmptyValue("");
        set.forEach((name, value) -> sets.add(change.place(name) + " = " + change.place(value)));
        var removes = new StringJoiner(", ", " REMOVE ", "").setEmptyValue("");
        left.keySet().forEach(name -> removes.add(change.place(name)));
        return new Change(
                sets.toString() + removes,
                "",
                Set.copyOf(left.keySet()),
                change.names,
                change.values);
    }

    /// Only where this holds.
    ///
    /// @param holds a condition expression
    /// @param known what its names with a `#` stand for
    /// @param given what its values with a `:` are
    Change where(String holds, Map<String, String> known, Item given) {
        var allNames = new HashMap<>(names);
        allNames.putAll(known);
        var allValues = new HashMap<>(values);
        allValues.putAll(given.values());
        return new Change(update, holds, removed, allNames, allValues);
    }

    /// As part of a transaction.
    Update of(String table, Map<String, AttributeValue> key) {
        return Update.builder()
                .tableName(table)
                .key(key)
                .updateExpression(update)
                .conditionExpression(condition)
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .build();
    }

    private String place(String name) {
        String place = "#" + names.size();
        names.put(place, name);
        return place;
    }

    private String place(AttributeValue value) {
        String place = ":" + values.size();
        values.put(place, value);
        return place;
    }
}
