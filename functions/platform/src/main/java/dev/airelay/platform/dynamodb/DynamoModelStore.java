package dev.airelay.platform.dynamodb;

import dev.airelay.catalog.Model;
import dev.airelay.catalog.ModelStore;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Models in DynamoDB.
public final class DynamoModelStore implements ModelStore {
    private static final AttributeValue NONE = AttributeValue.fromL(List.of());

    private final Rows models;

    /// @param dynamo asked at each call, so that a client closed before a snapshot can be replaced
    public DynamoModelStore(Supplier<DynamoDbClient> dynamo, Tables tables) {
        this.models = new Rows(dynamo, tables.models(), "name");
    }

    @Override
    public List<Model> all() {
        return models.all().stream().map(DynamoModelStore::model).toList();
    }

    @Override
    public Model save(Model model) {
        models.put(
                Item.empty()
                        .text("name", model.name())
                        .text("target", model.target())
                        .value(
                                "fallbacks",
                                AttributeValue.fromL(
                                        model.fallbacks().stream()
                                                .map(AttributeValue::fromS)
                                                .toList())),
                model.revision());
        return model.withRevision(model.revision() + 1);
    }

    private static Model model(Item row) {
        AttributeValue fallbacks = row.values().getOrDefault("fallbacks", NONE);
        return new Model(
                row.text("name"),
                row.text("target"),
                fallbacks.l().stream().map(AttributeValue::s).toList(),
                row.number("revision"));
    }
}
