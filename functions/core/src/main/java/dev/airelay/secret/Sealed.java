package dev.airelay.secret;

/// A secret under envelope encryption, safe to store beside the record it belongs to.
///
/// Opens only with the same [Identity] under which it was sealed.
///
/// @param text opaque, printable: version, encrypted data key, nonce and ciphertext as the vault
///   wrote them
/// @param lastFour the end of the plain text for people to recognise it by; empty when it was too
///   short to show any
public record Sealed(String text, String lastFour) {
    @Override
    public String toString() {
        return "Sealed[…" + lastFour + "]";
    }
}
