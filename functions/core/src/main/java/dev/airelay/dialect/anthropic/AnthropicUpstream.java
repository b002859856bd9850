package dev.airelay.dialect.anthropic;

import dev.airelay.dialect.Call;
import dev.airelay.dialect.ChannelUri;
import dev.airelay.dialect.Endpoint;
import dev.airelay.dialect.ForwardedHeaders;
import dev.airelay.dialect.ModelSplice;
import dev.airelay.dialect.Repair;
import dev.airelay.dialect.StreamTap;
import dev.airelay.dialect.UpstreamDialect;
import dev.airelay.json.Spliced;
import dev.airelay.secret.Secret;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.UpstreamCall;
import dev.airelay.usage.Metered;
import java.util.Set;

/// Anthropic upstreams, asked in Messages.
public final class AnthropicUpstream implements UpstreamDialect {
    private static final String OLDEST_VERSION = "2023-06-01";

    /// The client's `anthropic-version` and `anthropic-beta` travel as they are; a version is added
    /// only where the client sent none, since the upstream insists on one
    /// (https://docs.anthropic.com/en/api/versioning, read 2026-11-21).
    @Override
    public UpstreamCall write(
            Call call, Channel channel, String sentModel, Secret key, Set<Repair> repairs) {
        var headers =
                ForwardedHeaders.of(call.headers())
                        .set("content-type", "application/json")
                        .set("x-api-key", key.reveal());
        if (!call.headers().has("anthropic-version")) {
            headers.set("anthropic-version", OLDEST_VERSION);
        }
        return new UpstreamCall(
                "POST",
                ChannelUri.of(channel.baseUrl(), "/v1" + call.endpoint().path(), call.query()),
                headers.build(),
                Spliced.of(
                        call.body().bytes(), ModelSplice.of(call.body(), call.model(), sentModel)));
    }

    @Override
    public StreamTap openTap(Call call) {
        return new AnthropicTap(call);
    }

    /// Counting tokens is free of charge, so it uses nothing.
    @Override
    public Metered readUsage(Call call, byte[] body) {
        return call.endpoint() == Endpoint.ANTHROPIC_COUNT_TOKENS
                ? Metered.NOTHING
                : new AnthropicTap(call).inPiece(body);
    }
}
