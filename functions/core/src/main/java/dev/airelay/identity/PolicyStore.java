package dev.airelay.identity;

/// Where it is kept who may register. Reads are strongly consistent; every method throws
/// [dev.airelay.failure.StoreException] when the store does not answer. Safe for use by many
/// threads.
public interface PolicyStore {
    /// [RegistrationPolicy#USUAL] when nobody has said anything.
    RegistrationPolicy registration();

    /// @throws dev.airelay.failure.StaleRecordException when another revision is stored
    RegistrationPolicy save(RegistrationPolicy policy);
}
