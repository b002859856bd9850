package dev.airelay.relaying;

import dev.airelay.dialect.ClientDialect;
import dev.airelay.dialect.Endpoint;
import dev.airelay.dialect.UpstreamDialect;
import dev.airelay.dialect.anthropic.AnthropicClient;
import dev.airelay.dialect.anthropic.AnthropicUpstream;
import dev.airelay.dialect.openaichat.OpenAiChatClient;
import dev.airelay.dialect.openaichat.OpenAiChatUpstream;
import dev.airelay.dialect.openairesponses.ResponsesClient;
import dev.airelay.dialect.openairesponses.ResponsesUpstream;
import dev.airelay.http.Headers;
import dev.airelay.http.Request;
import dev.airelay.upstream.Kind;

/// The wire formats that this relay speaks: one line each on either side.
final class Dialects {
    private final ClientDialect chatClient = new OpenAiChatClient();
    private final ClientDialect responsesClient = new ResponsesClient();
    private final ClientDialect anthropicClient = new AnthropicClient();
    private final UpstreamDialect chatUpstream = new OpenAiChatUpstream();
    private final UpstreamDialect responsesUpstream = new ResponsesUpstream();
    private final UpstreamDialect anthropicUpstream = new AnthropicUpstream();

    ClientDialect client(Endpoint endpoint) {
        return switch (endpoint) {
            case OPENAI_CHAT, OPENAI_COMPLETIONS, OPENAI_EMBEDDINGS -> chatClient;
            case OPENAI_RESPONSES -> responsesClient;
            case ANTHROPIC_MESSAGES, ANTHROPIC_COUNT_TOKENS -> anthropicClient;
        };
    }

    /// How channels of this kind are asked for that endpoint.
    UpstreamDialect upstream(Kind kind, Endpoint endpoint) {
        return switch (kind) {
            case OPENAI -> endpoint == Endpoint.OPENAI_RESPONSES ? responsesUpstream : chatUpstream;
            case ANTHROPIC -> anthropicUpstream;
        };
    }

    /// Whom we talk to: the path tells. Where it does not, Anthropic's clients send
    /// `anthropic-version` with everything, and some only `x-api-key`; everyone else expects
    /// OpenAI's words.
    ClientDialect ofClient(Request request) {
        return Route.endpoint(request.path())
                .map(this::client)
                .orElseGet(() -> speaksAnthropic(request.headers()) ? anthropicClient : chatClient);
    }

    private static boolean speaksAnthropic(Headers headers) {
        return headers.has("anthropic-version")
                || (headers.has("x-api-key") && !headers.has("authorization"));
    }
}
