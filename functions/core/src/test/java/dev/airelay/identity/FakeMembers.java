package dev.airelay.identity;

import dev.airelay.memory.MemoryRecords;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Members, invitations and the policy in memory.
public final class FakeMembers implements MemberStore, InvitationStore, PolicyStore {
    private final MemoryRecords<Member> members =
            new MemoryRecords<>(Member::id, Member::revision, Member::withRevision);
    private final Map<String, Invitation> invitations = new HashMap<>();
    private final MemoryRecords<RegistrationPolicy> policies =
            new MemoryRecords<>(
                    _ -> "registration",
                    RegistrationPolicy::revision,
                    (policy, revision) ->
                            new RegistrationPolicy(policy.mode(), policy.domains(), revision));
    private boolean first = true;

    @Override
    public synchronized Optional<Member> find(String id) {
        return members.find(id);
    }

    @Override
    public synchronized Optional<Member> find(Email email) {
        return members.all().stream().filter(one -> one.email().equals(email)).findAny();
    }

    @Override
    public synchronized Added add(Member member, Joining right) {
        if (members.find(member.id()).isPresent()) {
            return Added.DONE;
        }
        boolean entitled =
                switch (right) {
                    case Joining.First() -> first;
                    case Joining.Allowed() -> true;
                    case Joining.Invited(var hash, var now) ->
                            Optional.ofNullable(invitations.get(hash))
                                    .filter(one -> now.isBefore(one.expiresAt()))
                                    .isPresent();
                };
        if (!entitled) {
            return Added.NOT_ENTITLED;
        }
        if (find(member.email()).isPresent()) {
            return Added.EMAIL_TAKEN;
        }
        members.save(member);
        switch (right) {
            case Joining.First() -> first = false;
            case Joining.Allowed() -> {}
            case Joining.Invited(var hash, _) -> invitations.remove(hash);
        }
        return Added.DONE;
    }

    @Override
    public synchronized Member save(Member member) {
        return members.save(member);
    }

    @Override
    public synchronized boolean needsFirst() {
        return first;
    }

    @Override
    public synchronized void add(Invitation invitation) {
        invitations.put(invitation.hash(), invitation);
    }

    @Override
    public RegistrationPolicy registration() {
        return policies.find("registration").orElse(RegistrationPolicy.USUAL);
    }

    @Override
    public RegistrationPolicy save(RegistrationPolicy policy) {
        return policies.save(policy);
    }
}
