package dev.airelay.platform.identity;

import dev.airelay.access.Role;
import dev.airelay.access.Session;
import dev.airelay.access.User;
import dev.airelay.identity.Device;
import dev.airelay.identity.Email;
import dev.airelay.identity.Joining;
import dev.airelay.identity.Member;
import dev.airelay.identity.RefreshChain;
import dev.airelay.identity.SignIn;
import dev.airelay.limit.Limits;
import dev.airelay.platform.dynamodb.DynamoMemberStore;
import dev.airelay.platform.dynamodb.DynamoSignInStore;
import dev.airelay.platform.dynamodb.Tables;
import dev.airelay.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Somebody who has signed in to a real function, without its help.
public final class SignedIn {
    private SignedIn() {}

    /// A token of a member of this name, who is made when there is none.
    ///
    /// @param keys the secret of signing keys
    public static String token(
            DynamoDbClient dynamo, Tables tables, Secret keys, String name, Role role) {
        var clock = InstantSource.system();
        Instant now = clock.instant();
        var user = new User(name, name, true, Limits.NONE, Set.of(), 0);
        var email = new Email(name + "@example.com");
        var members = new DynamoMemberStore(() -> dynamo, tables);
        if (members.find(name).isEmpty()) {
            members.add(new Member(user, email, role, "none", 1, "{}", now), new Joining.Allowed());
        }
        new DynamoSignInStore(() -> dynamo, tables)
                .add(
                        new SignIn(
                                name,
                                "test",
                                new RefreshChain("none", "none", "", "", now),
                                new Device("", ""),
                                1,
                                now,
                                now.plus(Duration.ofDays(1))));
        return new JwtSessions(() -> keys, clock)
                .issue(new Session(name, role, "test"), Duration.ofMinutes(15))
                .reveal();
    }
}
