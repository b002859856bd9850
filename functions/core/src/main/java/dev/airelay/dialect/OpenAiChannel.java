package dev.airelay.dialect;

import dev.airelay.json.Splice;
import dev.airelay.json.Spliced;
import dev.airelay.secret.Secret;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.UpstreamCall;
import java.util.List;

/// How every OpenAI-compatible upstream is addressed, whichever of its endpoints is meant.
public final class OpenAiChannel {
    private OpenAiChannel() {}

    /// @param splices what the endpoint changes in the body
    public static UpstreamCall write(Call call, Channel channel, Secret key, List<Splice> splices) {
        return new UpstreamCall(
                "POST",
                ChannelUri.of(channel.baseUrl(), call.endpoint().path(), call.query()),
                ForwardedHeaders.of(call.headers())
                        .set("content-type", "application/json")
                        .set("authorization", "Bearer " + key.reveal())
                        .build(),
                Spliced.of(call.body().bytes(), splices));
    }
}
