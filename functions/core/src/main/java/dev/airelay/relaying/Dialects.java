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
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The wire formats that this relay speaks: one line each on either side.
final class Dialects {
    private final ClientDialect chatClient = new OpenAiChatClient();
    private final ClientDialect responsesClient = new ResponsesClient();
    private final ClientDialect anthropicClient = new AnthropicClient();
    private final UpstreamDialect chatUpstream = new OpenAiChatUpstream();
    private final UpstreamDialect responsesUpstream = new ResponsesUpstream();
    private final UpstreamDialect anthropicUpstream = new AnthropicUpstream();

    private final Map<Endpoint, Set<Kind>> kinds = new EnumMap<>(Endpoint.class);

    Dialects() {
        for (Endpoint endpoint : Endpoint.values()) {
            kinds.put(endpoint, kindsOf(endpoint));
        }
    }

    private ClientDialect client(Endpoint endpoint) {
        return switch (endpoint) {
            case OPENAI_CHAT, OPENAI_COMPLETIONS, OPENAI_EMBEDDINGS -> chatClient;
            case OPENAI_RESPONSES -> responsesClient;
            case ANTHROPIC_MESSAGES, ANTHROPIC_COUNT_TOKENS -> anthropicClient;
        };
    }

    /// How channels of this kind are asked for that endpoint; empty when they cannot be.
    Optional<UpstreamDialect> upstream(Kind kind, Endpoint endpoint) {
        return Optional.ofNullable(
                switch (kind) {
                    case OPENAI ->
                            switch (endpoint) {
                                case OPENAI_CHAT, OPENAI_COMPLETIONS, OPENAI_EMBEDDINGS ->
                                        chatUpstream;
                                case OPENAI_RESPONSES -> responsesUpstream;
                                case ANTHROPIC_MESSAGES, ANTHROPIC_COUNT_TOKENS -> null;
                            };
                    case ANTHROPIC ->
                            switch (endpoint) {
                                case ANTHROPIC_MESSAGES, ANTHROPIC_COUNT_TOKENS ->
                                        anthropicUpstream;
                                case OPENAI_CHAT,
                                        OPENAI_COMPLETIONS,
                                        OPENAI_EMBEDDINGS,
                                        OPENAI_RESPONSES ->
                                        null;
                            };
                });
    }

    /// The kinds of channels that can be asked for that endpoint.
    Set<Kind> kinds(Endpoint endpoint) {
        return Objects.requireNonNull(kinds.get(endpoint));
    }

    private Set<Kind> kindsOf(Endpoint endpoint) {
        return Arrays.stream(Kind.values())
                .filter(kind -> upstream(kind, endpoint).isPresent())
                .collect(Collectors.toUnmodifiableSet());
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
