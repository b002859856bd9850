package dev.airelay.platform.dynamodb;

import dev.airelay.access.Role;
import dev.airelay.identity.Email;
import dev.airelay.identity.Invitation;
import dev.airelay.identity.InvitationStore;
import dev.airelay.identity.Joining;
import dev.airelay.identity.Member;
import dev.airelay.identity.MemberStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Members in DynamoDB: in the row of the user whom the gate knows. An address has a row of its own
/// that says whose it is, and so has being the first one; both are taken in the same transaction.
///
/// Finding by address costs two reads, one after the other, whether there is somebody or not.
public final class DynamoMemberStore implements MemberStore, InvitationStore {
    private static final String FIRST = "first-user";
    private static final String NOBODY = "nobody";
    private static final int MEMBER = 0;
    private static final int RIGHT = 2;

    private final Tables tables;
    private final Records<Member> members;
    private final Rows emails;
    private final Rows settings;
    private final Rows invitations;
    private final Transactions transactions;

    /// @param dynamo asked at each call, so that a client closed before a snapshot can be replaced
    public DynamoMemberStore(Supplier<DynamoDbClient> dynamo, Tables tables) {
        this.tables = tables;
        members =
                new Records<>(
                        new Rows(dynamo, tables.users(), "id"),
                        new RowReader<>(tables.users(), "id", DynamoMemberStore::member),
                        DynamoMemberStore::row);
        emails = new Rows(dynamo, tables.emails(), "email");
        settings = new Rows(dynamo, tables.settings(), "id");
        invitations = new Rows(dynamo, tables.invitations(), "hash");
        transactions = new Transactions(dynamo, tables.users());
    }

    @Override
    public Optional<Member> find(String id) {
        return members.find(id);
    }

    @Override
    public Optional<Member> find(Email email) {
        var owner = emails.get(email.text()).map(row -> row.text("user_id"));
        return members.find(owner.orElse(NOBODY));
    }

    @Override
    public Added add(Member member, Joining right) {
        var writes = new ArrayList<TransactWriteItem>();
        writes.add(Transactions.addition(tables.users(), "id", row(member).number("revision", 1)));
        writes.add(
                Transactions.addition(
                        tables.emails(),
                        "email",
                        Item.empty()
                                .text("email", member.email().text())
                                .text("user_id", member.id())));
        switch (right) {
            case Joining.First() ->
                    writes.add(
                            Transactions.addition(
                                    tables.settings(),
                                    "id",
                                    Item.empty().text("id", FIRST).text("user_id", member.id())));
            case Joining.Allowed() -> {}
            case Joining.Invited(var hash, var now) -> writes.add(spent(hash, now));
        }
        List<Integer> refused = transactions.write(writes);
        // Ids are chance: a row with this one was written by this very call, whose answer was lost.
        if (refused.isEmpty() || refused.contains(MEMBER)) {
            return Added.DONE;
        }
        return refused.contains(RIGHT) ? Added.NOT_ENTITLED : Added.EMAIL_TAKEN;
    }

    private TransactWriteItem spent(String hash, Instant now) {
        return TransactWriteItem.builder()
                .delete(
                        Delete.builder()
                                .tableName(tables.invitations())
                                .key(Map.of("hash", AttributeValue.fromS(hash)))
                                .conditionExpression("expires_at_ms > :now")
                                .expressionAttributeValues(
                                        Item.empty().number(":now", now.toEpochMilli()).values())
                                .build())
                .build();
    }

    @Override
    public Member save(Member member) {
        members.save(member, member.revision());
        return member.withRevision(member.revision() + 1);
    }

    @Override
    public boolean needsFirst() {
        return settings.get(FIRST).isEmpty();
    }

    @Override
    public void add(Invitation invitation) {
        boolean added =
                invitations.putIfAbsent(
                        Item.empty()
                                .text("hash", invitation.hash())
                                .text("created_by", invitation.createdBy())
                                .number("created_at_ms", invitation.createdAt().toEpochMilli())
                                .number("expires_at_ms", invitation.expiresAt().toEpochMilli())
                                .number(
                                        "expires_at_s",
                                        invitation.expiresAt().getEpochSecond() + 1));
        if (!added) {
            throw new IllegalStateException("two invitations with the same code");
        }
    }

    private static Item row(Member member) {
        return DynamoKeyStore.row(member.user())
                .text("email", member.email().text())
                .text("role", member.role().name())
                .text("password_hash", member.passwordHash())
                .number("credentials", member.credentials())
                .text("preferences", member.preferences())
                .number("created_at_ms", member.createdAt().toEpochMilli());
    }

    private static Member member(Item row) {
        return new Member(
                DynamoKeyStore.user(row),
                Email.parse(row.text("email")).orElseThrow(() -> row.unknown("email")),
                row.constant("role", Role.class),
                row.text("password_hash"),
                row.number("credentials"),
                row.text("preferences"),
                Instant.ofEpochMilli(row.number("created_at_ms")));
    }
}
