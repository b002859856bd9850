package dev.airelay.giftcard;

import dev.airelay.money.Nanos;
import java.time.Instant;
import java.util.Optional;

/// What cards that were made together have in common.
///
/// @param amount what each card is worth; above zero
/// @param note for administrators; may be empty
/// @param createdAt to the millisecond
/// @param createdBy user id of the administrator
/// @param expiresAt from then on no card of the batch is paid; empty for never
public record GiftBatch(
        String id,
        Nanos amount,
        String note,
        Instant createdAt,
        String createdBy,
        Optional<Instant> expiresAt) {}
