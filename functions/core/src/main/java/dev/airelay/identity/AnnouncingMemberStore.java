package dev.airelay.identity;

import dev.airelay.access.Revisions;
import java.util.Optional;

/// A member store whose changes are in force at every gate when the call returns, as
/// [dev.airelay.access.AnnouncingKeyStore] is for keys.
public final class AnnouncingMemberStore implements MemberStore {
    private final MemberStore store;
    private final Revisions revisions;

    public AnnouncingMemberStore(MemberStore store, Revisions revisions) {
        this.store = store;
        this.revisions = revisions;
    }

    @Override
    public Optional<Member> find(String id) {
        return store.find(id);
    }

    @Override
    public Optional<Member> find(Email email) {
        return store.find(email);
    }

    /// Nobody has an older copy of somebody new.
    @Override
    public Added add(Member member, Joining right) {
        return store.add(member, right);
    }

    @Override
    public Member save(Member member) {
        Member saved = store.save(member);
        revisions.userChanged(saved.id(), saved.revision());
        return saved;
    }

    @Override
    public boolean needsFirst() {
        return store.needsFirst();
    }
}
