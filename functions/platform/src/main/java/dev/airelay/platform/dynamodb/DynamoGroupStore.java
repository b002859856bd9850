package dev.airelay.platform.dynamodb;

import dev.airelay.upstream.Group;
import dev.airelay.upstream.GroupStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Groups in DynamoDB.
public final class DynamoGroupStore implements GroupStore {
    private final Rows groups;

    /// @param dynamo asked at each call, so that a client closed before a snapshot can be replaced
    public DynamoGroupStore(Supplier<DynamoDbClient> dynamo, Tables tables) {
        this.groups = new Rows(dynamo, tables.groups(), "slug");
    }

    @Override
    public List<Group> all() {
        return groups.all().stream().map(DynamoGroupStore::group).toList();
    }

    @Override
    public Group save(Group group) {
        var members = new HashMap<String, AttributeValue>();
        group.members()
                .forEach((channel, priority) ->
                        members.put(channel, AttributeValue.fromN(Integer.toString(priority))));
        groups.put(
                Item.empty()
                        .text("slug", group.slug())
                        .text("name", group.name())
                        .value("members", AttributeValue.fromM(members)),
                group.revision());
        return group.withRevision(group.revision() + 1);
    }

    private static Group group(Item row) {
        var members = new HashMap<String, Integer>();
        row.values()
                .getOrDefault("members", AttributeValue.fromM(Map.of()))
                .m()
                .forEach((channel, priority) ->
                        members.put(channel, Integer.parseInt(priority.n())));
        return new Group(row.text("slug"), row.text("name"), members, row.number("revision"));
    }
}
