package dev.airelay.relaying;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.airelay.dialect.Endpoint;
import dev.airelay.failure.CallerFault.MethodNotAllowed;
import dev.airelay.failure.CallerFault.UnknownPath;
import dev.airelay.failure.RelayException;
import dev.airelay.http.Cancellation;
import dev.airelay.http.Headers;
import dev.airelay.http.Request;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTest {
    private static Route of(String method, String path) {
        return Route.of(
                new Request(
                        method,
                        path,
                        "",
                        Headers.none(),
                        new byte[0],
                        "",
                        new Cancellation(Instant.EPOCH)));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/chat/completions,OPENAI_CHAT",
        "/v1/completions,OPENAI_COMPLETIONS",
        "/v1/embeddings,OPENAI_EMBEDDINGS",
        "/v1/responses,OPENAI_RESPONSES",
        "/v1/messages,ANTHROPIC_MESSAGES",
        "/v1/messages/count_tokens,ANTHROPIC_COUNT_TOKENS"
    })
    void relaysWhatIsPosted(String path, Endpoint endpoint) {
        assertEquals(new Route.Relayed(endpoint, ""), of("POST", path));
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/v1/models,",
        "HEAD,/v1/models,",
        "GET,/v1/models/gpt-4o,gpt-4o",
        "GET,/v1/models/meta/llama-3,meta/llama-3",
        "GET,/v1/models/meta%2Fllama-3,meta/llama-3",
        "GET,/v1/models/a+b%20c,a+b c",
        "GET,/v1/models/100%,100%",
        "GET,/v1/models/,''"
    })
    void readsTheNameOfAModel(String method, String path, String model) {
        Route expected = model == null ? new Route.ListModels("") : new Route.OneModel(model, "");

        assertEquals(expected, of(method, path));
    }

    @Test
    void aPathMayNameTheGroupThatServes() {
        assertEquals(new Route.ListModels("a-1"), of("GET", "/api/proxy/a-1/v1/models"));
        assertEquals(new Route.OneModel("m/n", "a"), of("GET", "/api/proxy/a/v1/models/m/n"));
        assertEquals(
                new Route.Relayed(Endpoint.ANTHROPIC_MESSAGES, "v1"),
                of("POST", "/api/proxy/v1/v1/messages"));
    }

    @ParameterizedTest
    @CsvSource({"GET,/", "HEAD,/", "GET,/healthz", "HEAD,/healthz"})
    void tellsThatItIsAlive(String method, String path) {
        assertEquals(new Route.Alive(), of(method, path));
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/v1/chat/completions/",
        "POST,/chat/completions",
        "POST,/v1/Messages",
        "POST,/v1/v1/messages",
        "POST,/v1",
        "GET,/v1/modelsx",
        "GET,/v1/responses/resp_1",
        "GET,/%2e%2e/v1/models",
        "GET,''",
        "POST,/api/proxy/v1/messages",
        "POST,/api/proxy//v1/messages",
        "POST,/api/proxy/VIP/v1/messages",
        "POST,/api/proxy/-a/v1/messages",
        "POST,/api/proxy/vip/api/proxy/vip/v1/messages",
        "GET,/api/proxy/vip/healthz"
    })
    void knowsNoOtherPath(String method, String path) {
        var thrown = assertThrows(RelayException.class, () -> of(method, path));

        assertEquals(new UnknownPath(method, path), thrown.failure());
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/v1/chat/completions,POST",
        "HEAD,/v1/messages,POST",
        "POST,/v1/models,GET",
        "DELETE,/v1/models/m,GET",
        "POST,/,GET"
    })
    void knowsNoOtherMethod(String method, String path, String allowed) {
        var thrown = assertThrows(RelayException.class, () -> of(method, path));

        assertEquals(new MethodNotAllowed(method, path, allowed), thrown.failure());
    }

    @Test
    void everyEndpointHasItsOwnPath() {
        for (Endpoint endpoint : Endpoint.values()) {
            String path = Route.API + endpoint.path();
            assertEquals(new Route.Relayed(endpoint, ""), of("POST", path));
            assertEquals(new Route.Relayed(endpoint, "vip"), of("POST", "/api/proxy/vip" + path));
        }
    }
}
