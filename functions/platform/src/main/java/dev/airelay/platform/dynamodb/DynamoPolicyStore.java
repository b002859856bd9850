package dev.airelay.platform.dynamodb;

import dev.airelay.identity.PolicyStore;
import dev.airelay.identity.RegistrationPolicy;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Who may register, in a row of the settings. One that this version cannot read counts as closed.
public final class DynamoPolicyStore implements PolicyStore {
    private static final String ID = "registration";
    private static final RegistrationPolicy UNREADABLE = RegistrationPolicy.USUAL;

    private final Records<RegistrationPolicy> policies;

    /// @param dynamo asked at each call, so that a client closed before a snapshot can be replaced
    public DynamoPolicyStore(Supplier<DynamoDbClient> dynamo, Tables tables) {
        policies =
                new Records<>(
                        new Rows(dynamo, tables.settings(), "id"),
                        new RowReader<>(tables.settings(), "id", DynamoPolicyStore::policy),
                        DynamoPolicyStore::row);
    }

    @Override
    public RegistrationPolicy registration() {
        return policies.find(ID).orElse(UNREADABLE);
    }

    @Override
    public RegistrationPolicy save(RegistrationPolicy policy) {
        policies.save(policy, policy.revision());
        return new RegistrationPolicy(policy.mode(), policy.domains(), policy.revision() + 1);
    }

    private static Item row(RegistrationPolicy policy) {
        return Item.empty()
                .text("id", ID)
                .text("mode", policy.mode().name())
                .texts("domains", policy.domains());
    }

    private static RegistrationPolicy policy(Item row) {
        return new RegistrationPolicy(
                row.constant("mode", RegistrationPolicy.Mode.class),
                row.texts("domains"),
                row.number("revision"));
    }
}
