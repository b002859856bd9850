package dev.airelay.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.airelay.http.Handler;
import dev.airelay.http.Reply;
import dev.airelay.http.Request;
import dev.airelay.local.demo.Refusal.Kind;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// A provider that speaks the OpenAI and Anthropic dialects and makes its answers up.
///
/// It takes any key and any model name, answers the same request with the same words, and refuses
/// what the providers refuse: a request without a key, without JSON, to a path that is not there. A
/// handler for virtual threads: it blocks while it paces; any number of exchanges at once.
public final class DemoUpstream implements Handler {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Endpoint> POSTS =
            Map.of(
                    "/v1/chat/completions", new OpenAiChat(),
                    "/v1/completions", new OpenAiCompletions(),
                    "/v1/responses", new OpenAiResponses(),
                    "/v1/embeddings", new OpenAiEmbeddings(),
                    "/v1/messages", new AnthropicMessages(),
                    "/v1/messages/count_tokens", AnthropicMessages::countTokens);

    private final Pacer pacer;
    private final InstantSource clock;
    private final AtomicLong exchanges = new AtomicLong();

    /// @param pacer how fast to talk
    /// @param clock dates the answers
    public DemoUpstream(Pacer pacer, InstantSource clock) {
        this.pacer = pacer;
        this.clock = clock;
    }

    @Override
    public void handle(Request request, Reply reply) {
        var provider = provider(request);
        var stamp =
                new Exchange.Stamp(
                        provider.requestIdField(),
                        HexFormat.of().toHexDigits(exchanges.incrementAndGet()),
                        clock.instant().getEpochSecond());
        var exchange = new Exchange(reply, request.cancellation(), pacer, stamp);
        try {
            try {
                answer(request, provider, exchange);
            } catch (Refusal refusal) {
                var error = provider.error(refusal, exchange.id("req_"));
                exchange.json(refusal.kind().status(), error);
            }
        } catch (IOException nobodyReads) {
            reply.tear();
        }
    }

    private static void answer(Request request, Provider provider, Exchange exchange)
            throws Refusal, IOException {
        if (!request.headers().has("authorization") && !request.headers().has("x-api-key")) {
            throw new Refusal(Kind.NO_KEY, "You didn't provide an API key.");
        }
        var isModels = request.path().equals("/v1/models");
        var endpoint = POSTS.get(request.path());
        if (endpoint == null && !isModels) {
            throw new Refusal(Kind.NOT_FOUND, "Invalid URL (" + request + ")");
        }
        if (!request.method().equals(isModels ? "GET" : "POST")) {
            throw new Refusal(Kind.WRONG_METHOD, "Not allowed: " + request);
        }
        if (endpoint == null) {
            exchange.json(200, Models.listed(provider));
        } else {
            endpoint.answer(object(request.body()), exchange);
        }
    }

    private static JsonNode object(byte[] body) throws Refusal, IOException {
        try {
            var node = JSON.readTree(body);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException notJson) {
            // Refused below, in the same words.
        }
        throw new Refusal(Kind.BAD_REQUEST, "The request body is not a JSON object.");
    }

    private static Provider provider(Request request) {
        return request.path().startsWith("/v1/messages")
                        || request.headers().has("anthropic-version")
                ? Provider.ANTHROPIC
                : Provider.OPENAI;
    }
}
