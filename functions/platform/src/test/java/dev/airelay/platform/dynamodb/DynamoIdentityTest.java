package dev.airelay.platform.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.airelay.identity.InvitationStore;
import dev.airelay.identity.Joining;
import dev.airelay.identity.MemberStore;
import dev.airelay.identity.MemberStoreContract;
import dev.airelay.identity.PolicyStore;
import dev.airelay.identity.PolicyStoreContract;
import dev.airelay.identity.RegistrationPolicy;
import dev.airelay.identity.SignInStore;
import dev.airelay.identity.SignInStoreContract;
import dev.airelay.identity.Standings;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The stores of identity, which share tables.
final class DynamoIdentityTest
        implements MemberStoreContract, SignInStoreContract, PolicyStoreContract {
    private static final Tables TABLES = LocalDynamo.freshTables();

    private final DynamoMemberStore members = new DynamoMemberStore(LocalDynamo::client, TABLES);
    private final DynamoSignInStore signIns = new DynamoSignInStore(LocalDynamo::client, TABLES);
    private final PolicyStore policies = new DynamoPolicyStore(LocalDynamo::client, TABLES);

    @BeforeEach
    void empty() {
        LocalDynamo.empty(TABLES.users(), "id");
        LocalDynamo.empty(TABLES.emails(), "email");
        LocalDynamo.empty(TABLES.settings(), "id");
        LocalDynamo.empty(TABLES.invitations(), "hash");
    }

    @Override
    public MemberStore members() {
        return members;
    }

    @Override
    public InvitationStore invitations() {
        return members;
    }

    @Override
    public SignInStore signIns() {
        return signIns;
    }

    @Override
    public Standings standings() {
        return signIns;
    }

    @Override
    public PolicyStore policies() {
        return policies;
    }

    @Test
    void aMemberIsTheUserWhomTheGateKnows() {
        members.add(MemberStoreContract.member("ada"), new Joining.Allowed());
        var keys = new DynamoKeyStore(LocalDynamo::client, TABLES);
        var member = members.find("ada").orElseThrow();
        var user = keys.save(member.withEnabled(false).user());
        assertEquals(Optional.of(member.withEnabled(false).withRevision(2)), members.find("ada"));
        assertEquals(2, user.revision());
    }

    @Test
    void aRoleThatNobodyKnowsLetsNobodyIn() {
        members.add(MemberStoreContract.member("odd"), new Joining.Allowed());
        signIns.add(SignInStoreContract.signIn("odd", "s"));
        assertEquals(true, signIns.standing("odd", "s").isPresent());
        NewerVersion.set(
                TABLES.users(),
                NewerVersion.key("id", "odd"),
                "role",
                AttributeValue.fromS("EMPEROR"));
        assertEquals(Optional.empty(), members.find("odd"));
        assertEquals(Optional.empty(), signIns.standing("odd", "s"));
    }

    @Test
    void aPolicyThatNobodyKnowsIsClosed() {
        policies.save(new RegistrationPolicy(RegistrationPolicy.Mode.OPEN, Set.of(), 0));
        NewerVersion.set(
                TABLES.settings(),
                NewerVersion.key("id", "registration"),
                "mode",
                AttributeValue.fromS("LOTTERY"));
        assertEquals(RegistrationPolicy.Mode.CLOSED, policies.registration().mode());
    }
}
