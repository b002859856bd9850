package dev.airelay.proxy.stage;

import java.util.List;

/// One request, with what everybody says to it.
///
/// @param name for the log
/// @param event what the Runtime API hands out
/// @param http the same request as a client sends it
/// @param decision about its admission
/// @param answers of the upstreams, one for each call of them, whole HTTP answers
/// @param status that the client sees in the end
/// @param often whether it is played in each round, and not in every tenth only
public record Scene(
        String name,
        @SuppressWarnings("ArrayRecordComponent") byte[] event,
        @SuppressWarnings("ArrayRecordComponent") byte[] http,
        RedisStub.Decision decision,
        List<UpstreamReply> answers,
        int status,
        boolean often) {
    /// Whether it needs a decision about its admission that only Redis can be told to make.
    public boolean needsRedis() {
        return decision != RedisStub.Decision.ADMITTED;
    }
}
