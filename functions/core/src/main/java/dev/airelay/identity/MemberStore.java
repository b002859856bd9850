package dev.airelay.identity;

import java.util.Optional;

/// Where members are kept, each with one e-mail address that nobody else has. Reads are strongly
/// consistent. Every method throws [dev.airelay.failure.StoreException] when the store does not
/// answer. Safe for use by many threads.
public interface MemberStore {
    /// What came of adding somebody.
    enum Added {
        DONE,
        /// Somebody has this address already.
        EMAIL_TAKEN,
        /// There is a first one already, or the invitation is spent, over, or was never made.
        NOT_ENTITLED
    }

    Optional<Member> find(String id);

    /// Takes as many reads when there is none, so that the time does not tell.
    Optional<Member> find(Email email);

    /// Adds a member of revision 0, all of it or nothing, at most once for each right that is there
    /// once. Stored under revision 1.
    Added add(Member member, Joining right);

    /// Changes a member, whose address stays.
    ///
    /// @throws dev.airelay.failure.StaleRecordException when another revision is stored
    Member save(Member member);

    /// Whether nobody has joined as the first one yet.
    boolean needsFirst();
}
