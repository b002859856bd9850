package dev.airelay.secret;

/// Seals secrets and opens them again. Safe for use by many threads.
///
/// Both methods throw [VaultException] when the key service does not answer or refuses; opening
/// also throws it when the text was changed or belongs to another identity.
public interface Vault {
    Sealed seal(Secret secret, Identity identity);

    Secret open(Sealed sealed, Identity identity);
}
