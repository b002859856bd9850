package dev.airelay.platform.dynamodb;

import dev.airelay.upstream.Group;
import dev.airelay.upstream.GroupStore;
import java.util.HashMap;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Groups in DynamoDB.
public final class DynamoGroupStore implements GroupStore {
    private final Records<Group> groups;

    /// @param dynamo asked at each call, so that a client closed before a snapshot can be replaced
    public DynamoGroupStore(Supplier<DynamoDbClient> dynamo, Tables tables) {
        String table = tables.groups();
        this.groups =
                new Records<>(
                        new Rows(dynamo, table, "slug"),
                        new RowReader<>(table, "slug", DynamoGroupStore::group),
                        DynamoGroupStore::row);
    }

    @Override
    public List<Group> all() {
        return groups.all();
    }

    @Override
    public Group save(Group group) {
        groups.save(group, group.revision());
        return group.withRevision(group.revision() + 1);
    }

    private static Item row(Group group) {
        var members = new HashMap<String, AttributeValue>();
        group.members()
                .forEach((channel, priority) ->
                        members.put(channel, AttributeValue.fromN(Integer.toString(priority))));
        return Item.empty()
                .text("slug", group.slug())
                .text("name", group.name())
                .value("members", AttributeValue.fromM(members));
    }

    private static Group group(Item row) {
        var members = new HashMap<String, Integer>();
        row.numbers("members")
                .forEach((channel, priority) -> members.put(channel, Math.toIntExact(priority)));
        return new Group(row.text("slug"), row.text("name"), members, row.number("revision"));
    }
}
