package dev.airelay.access;

import java.time.Instant;
import java.util.Optional;

/// A key as its owner keeps it: what the gate knows of it, and what only people want to know.
///
/// @param createdAt [Instant#EPOCH] when nobody noted it
/// @param deletion when and how it was deleted; the key is disabled then
/// @param previous the text that it had before, while that still works or did last
public record OwnedKey(
        RelayKey key, Instant createdAt, Optional<Deletion> deletion, Optional<Previous> previous) {
    /// @param wasEnabled what it is again once it is restored
    public record Deletion(Instant at, boolean wasEnabled) {}

    /// @param hash of the text before
    /// @param until when that text stops
    public record Previous(String hash, Instant until) {}

    public String id() {
        return key.id();
    }

    public long revision() {
        return key.revision();
    }

    public OwnedKey withRevision(long revision) {
        return with(key.withRevision(revision));
    }

    /// What it says of itself in other words, everything else as it is.
    public OwnedKey with(RelayKey other) {
        return new OwnedKey(other, createdAt, deletion, previous);
    }

    OwnedKey deleted(Instant now) {
        return new OwnedKey(
                key.withEnabled(false),
                createdAt,
                Optional.of(new Deletion(now, key.enabled())),
                previous);
    }

    OwnedKey restored() {
        return new OwnedKey(
                key.withEnabled(deletion.map(Deletion::wasEnabled).orElse(key.enabled())),
                createdAt,
                Optional.empty(),
                previous);
    }

    /// With another text, beside which the one that it has now works until then.
    public OwnedKey rotated(String hash, String lastFour, Instant until) {
        return new OwnedKey(
                key.withText(hash, lastFour),
                createdAt,
                deletion,
                Optional.of(new Previous(key.hash(), until)));
    }
}
