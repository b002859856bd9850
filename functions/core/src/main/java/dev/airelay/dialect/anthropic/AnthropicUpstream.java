package dev.airelay.dialect.anthropic;

import dev.airelay.dialect.Call;
import dev.airelay.dialect.ChannelUri;
import dev.airelay.dialect.Endpoint;
import dev.airelay.dialect.ForwardedHeaders;
import dev.airelay.dialect.ModelSplice;
import dev.airelay.dialect.Repair;
import dev.airelay.dialect.StreamTap;
import dev.airelay.dialect.UpstreamDialect;
import dev.airelay.json.Numbers;
import dev.airelay.json.Spliced;
import dev.airelay.secret.Secret;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.UpstreamCall;
import dev.airelay.usage.Metered;
import dev.airelay.usage.Tokens;
import java.util.Map;
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
        return new AnthropicTap(call.inputEstimate());
    }

    /// Counting tokens is free of charge, so it uses nothing.
    @Override
    public Metered readUsage(Call call, byte[] body) {
        if (call.endpoint() == Endpoint.ANTHROPIC_COUNT_TOKENS) {
            return Metered.NOTHING;
        }
        Map<String, Long> usage = Numbers.under(body, 0, body.length, "usage");
        return usage.isEmpty()
                ? Metered.counted(call.inputEstimate(), body.length)
                : Metered.reported(tokens(usage));
    }

    /// `input_tokens` excludes what was read from or written to the cache. Writes whose life is not
    /// told apart count as five minutes, the default. Source:
    /// https://docs.anthropic.com/en/docs/build-with-claude/prompt-caching (read 2026-11-21).
    static Tokens tokens(Map<String, Long> usage) {
        long written = usage.getOrDefault("cache_creation_input_tokens", 0L);
        long hour = usage.getOrDefault("cache_creation.ephemeral_1h_input_tokens", 0L);
        long fiveMinutes =
                usage.getOrDefault(
                        "cache_creation.ephemeral_5m_input_tokens", Math.max(0, written - hour));
        return new Tokens(
                usage.getOrDefault("input_tokens", 0L),
                usage.getOrDefault("cache_read_input_tokens", 0L),
                fiveMinutes,
                hour,
                usage.getOrDefault("output_tokens", 0L),
                usage.getOrDefault("output_tokens_details.thinking_tokens", 0L));
    }
}
