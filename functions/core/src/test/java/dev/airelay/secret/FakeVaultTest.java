package dev.airelay.secret;

final class FakeVaultTest implements VaultContract {
    private final Vault vault = new FakeVault();

    @Override
    public Vault vault() {
        return vault;
    }
}
