package dev.airelay.dialect.openairesponses;

import dev.airelay.dialect.Call;
import dev.airelay.dialect.ModelSplice;
import dev.airelay.dialect.OpenAiChannel;
import dev.airelay.dialect.Repair;
import dev.airelay.dialect.StreamTap;
import dev.airelay.dialect.UpstreamDialect;
import dev.airelay.secret.Secret;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.UpstreamCall;
import dev.airelay.usage.Metered;
import java.util.Set;

/// OpenAI-compatible upstreams, asked in Responses.
public final class ResponsesUpstream implements UpstreamDialect {
    @Override
    public UpstreamCall write(
            Call call, Channel channel, String sentModel, Secret key, Set<Repair> repairs) {
        return OpenAiChannel.write(
                call, channel, key, ModelSplice.of(call.body(), call.model(), sentModel));
    }

    @Override
    public StreamTap openTap(Call call) {
        return new ResponsesTap(call);
    }

    @Override
    public Metered readUsage(Call call, byte[] body) {
        return new ResponsesTap(call).inPiece(body);
    }
}
