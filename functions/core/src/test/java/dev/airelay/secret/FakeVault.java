package dev.airelay.secret;

import java.util.HashMap;
import java.util.Map;

/// A vault that remembers what it sealed and hands out numbers for it. It encrypts nothing; only
/// the instance that sealed a text can open it.
public final class FakeVault implements Vault {
    private record Kept(Secret secret, Identity identity) {}

    private final Map<String, Kept> keptByText = new HashMap<>();
    private boolean locked;

    /// From now on nothing can be opened, as when KMS is away.
    public synchronized void lock() {
        locked = true;
    }

    @Override
    public synchronized Sealed seal(Secret secret, Identity identity) {
        String text = "fake." + keptByText.size();
        keptByText.put(text, new Kept(secret, identity));
        return new Sealed(text, secret.lastFour());
    }

    @Override
    public synchronized Secret open(Sealed sealed, Identity identity) {
        Kept kept = keptByText.get(sealed.text());
        if (locked || kept == null || !kept.identity.equals(identity)) {
            throw new VaultException(
                    "cannot open", new IllegalArgumentException("not sealed here for this record"));
        }
        return kept.secret;
    }
}
