package dev.airelay.platform.dynamodb;

import dev.airelay.catalog.Model;
import dev.airelay.catalog.ModelStore;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Models in DynamoDB.
public final class DynamoModelStore implements ModelStore {
    private final Records<Model> models;

    /// @param dynamo asked at each call, so that a client closed before a snapshot can be replaced
    public DynamoModelStore(Supplier<DynamoDbClient> dynamo, Tables tables) {
        String table = tables.models();
        this.models =
                new Records<>(
                        new Rows(dynamo, table, "name"),
                        new RowReader<>(table, "name", DynamoModelStore::model),
                        DynamoModelStore::row);
    }

    @Override
    public List<Model> all() {
        return models.all();
    }

    @Override
    public Model save(Model model) {
        models.save(model, model.revision());
        return model.withRevision(model.revision() + 1);
    }

    private static Item row(Model model) {
        List<AttributeValue> fallbacks =
                model.fallbacks().stream().map(AttributeValue::fromS).toList();
        return Item.empty()
                .text("name", model.name())
                .text("target", model.target())
                .value("fallbacks", AttributeValue.fromL(fallbacks));
    }

    private static Model model(Item row) {
        return new Model(
                row.text("name"),
                row.text("target"),
                row.values("fallbacks").stream().map(AttributeValue::s).toList(),
                row.number("revision"));
    }
}
