package dev.airelay.identity;

/// Where invitations wait until somebody joins by them, see [MemberStore#add]. Throws
/// [dev.airelay.failure.StoreException] when the store does not answer. Safe for use by many
/// threads.
@FunctionalInterface
public interface InvitationStore {
    void add(Invitation invitation);
}
