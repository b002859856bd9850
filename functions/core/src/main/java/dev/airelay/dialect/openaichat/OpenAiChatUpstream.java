package dev.airelay.dialect.openaichat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.airelay.dialect.Call;
import dev.airelay.dialect.Endpoint;
import dev.airelay.dialect.ModelSplice;
import dev.airelay.dialect.OpenAiChannel;
import dev.airelay.dialect.Repair;
import dev.airelay.dialect.StreamTap;
import dev.airelay.dialect.UpstreamDialect;
import dev.airelay.json.JsonObject;
import dev.airelay.json.Splice;
import dev.airelay.secret.Secret;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.UpstreamCall;
import dev.airelay.usage.Metered;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// OpenAI-compatible upstreams, asked in Chat Completions, completions or embeddings.
public final class OpenAiChatUpstream implements UpstreamDialect {
    private static final byte[] TRUE = "true".getBytes(US_ASCII);
    private static final byte[] OBJECT = "{\"include_usage\":true}".getBytes(US_ASCII);
    private static final byte[] FIRST_MEMBER = "\"include_usage\":true".getBytes(US_ASCII);
    private static final byte[] NEXT_MEMBER = ",\"include_usage\":true".getBytes(US_ASCII);
    private static final byte[] NEW_OPTIONS =
            ",\"stream_options\":{\"include_usage\":true}".getBytes(US_ASCII);

    /// Servers that check their input strictly do not know it
    /// (https://github.com/dnakov/anon-kode/issues/53, read 2026-11-27).
    private static final Repair USAGE =
            new Repair("stream_options", List.of("stream_options", "include_usage"));

    @Override
    public UpstreamCall write(
            Call call, Channel channel, String sentModel, Secret key, Set<Repair> repairs) {
        var splices = new ArrayList<>(ModelSplice.of(call.body(), call.model(), sentModel));
        if (additions(call).contains(USAGE) && !repairs.contains(USAGE)) {
            splices.add(askForUsage(call.body()));
        }
        return OpenAiChannel.write(call, channel, key, splices);
    }

    @Override
    public List<Repair> additions(Call call) {
        return tellsUsageOnlyWhenAsked(call) && !asksForUsage(call.body())
                ? List.of(USAGE)
                : List.of();
    }

    private static boolean tellsUsageOnlyWhenAsked(Call call) {
        return call.streamed() && call.endpoint() != Endpoint.OPENAI_EMBEDDINGS;
    }

    /// A stream tells its usage only when asked, in one more chunk before `[DONE]` with no choices
    /// in it. Source: https://platform.openai.com/docs/api-reference/chat/create, `stream_options`
    /// (read 2026-11-21).
    private static Splice askForUsage(JsonObject body) {
        var options = body.member("stream_options");
        if (options.isEmpty()) {
            return insert(body.closingBrace(), NEW_OPTIONS);
        }
        var nested = body.object("stream_options");
        if (nested.isEmpty()) {
            return new Splice(options.get().from(), options.get().to(), OBJECT);
        }
        var include = nested.get().member("include_usage");
        return include.map(value -> new Splice(value.from(), value.to(), TRUE))
                .orElseGet(() ->
                        insert(
                                nested.get().closingBrace(),
                                nested.get().isEmpty() ? FIRST_MEMBER : NEXT_MEMBER));
    }

    private static Splice insert(int at, byte[] bytes) {
        return new Splice(at, at, bytes);
    }

    private static boolean asksForUsage(JsonObject body) {
        return body.object("stream_options")
                .map(options -> options.isTrue("include_usage"))
                .orElse(false);
    }

    @Override
    public StreamTap openTap(Call call) {
        return tap(call);
    }

    private static OpenAiChatTap tap(Call call) {
        return new OpenAiChatTap(call, !asksForUsage(call.body()));
    }

    @Override
    public Metered readUsage(Call call, byte[] body) {
        return tap(call).inPiece(body);
    }
}
