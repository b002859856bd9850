package dev.airelay.usage;

import dev.airelay.money.Nanos;
import java.time.Instant;
import java.util.List;

/// One row a request: what was asked, who served it, how it ended and what it used.
///
/// Texts are empty where nothing is known (a request that no channel served has no `channelId`). No
/// body, no key and no header value of a client's is ever part of it, the user agent aside.
///
/// @param requestId the relay's own id, the row's identity
/// @param traceId what the client sees as `x-request-id`
/// @param group whose channels and prices held: the path's, else the key's; empty when neither
///   names one
/// @param project under which the key's owner files it
/// @param provider whose account served it
/// @param endpoint the path's low-cardinality name, such as `openai.chat`
/// @param askedModel as the client named it
/// @param sentModel as the upstream was asked for it
/// @param status the HTTP status the client saw; 499 when it left before seeing one
/// @param failure the failure's metric name; `none` on success
/// @param attempts in the order in which they began
/// @param skips channels that might have served it and were not asked
/// @param tier the service tier that served it; empty when nobody said
/// @param notes few distinct words on how the row came about, such as `bounded`; mostly none
/// @param cost what the user is charged
/// @param priceVersion the price by which it was worked out; empty when the model has none
/// @param firstByteMillis from arrival to the first byte towards the client; -1 when none went out
/// @param totalMillis from arrival to the end
public record UsageRecord(
        String requestId,
        String traceId,
        Instant startedAt,
        String userId,
        String keyId,
        String group,
        String project,
        String channelId,
        String provider,
        String endpoint,
        String askedModel,
        String sentModel,
        boolean streamed,
        int status,
        Outcome outcome,
        String failure,
        List<Attempt> attempts,
        List<Skip> skips,
        Tokens tokens,
        Source source,
        Uses uses,
        String tier,
        List<String> notes,
        Nanos cost,
        String priceVersion,
        long firstByteMillis,
        long totalMillis,
        String clientAddress,
        String userAgent) {
    public UsageRecord {
        attempts = List.copyOf(attempts);
        skips = List.copyOf(skips);
        notes = List.copyOf(notes);
    }

    /// Whether another record of the same request may take this one's place.
    public boolean givesWayTo(UsageRecord other) {
        return outcome == Outcome.ABANDONED
                && (other.outcome != Outcome.ABANDONED
                        || (!outcome.bookable(cost) && outcome.bookable(other.cost)));
    }
}
