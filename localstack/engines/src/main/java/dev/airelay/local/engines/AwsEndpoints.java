package dev.airelay.local.engines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

/// KMS and Secrets Manager on one loopback port, for the AWS SDK's `endpointOverride`.
///
/// Any credentials will do: signatures are not checked. Given a folder, the keys and secrets are in
/// `kms.json` and `secrets.json` there, readable by their owner only, and survive; lose `kms.json`
/// and nothing that was encrypted can be read again. Any thread may use it; close it to free the
/// port.
///
/// The protocol (AWS JSON 1.1: `X-Amz-Target`, `__type` in errors) is as the AWS SDK for Java
/// 2.54.13 sends and understands it, seen on 2026-11-21.
public final class AwsEndpoints implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, AwsService> services;
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private final LocalKms keys;

    private AwsEndpoints(int port, Storage storage, InstantSource clock) throws IOException {
        keys = new LocalKms(storage, clock);
        services =
                List.of(keys, new LocalSecrets(storage, clock)).stream()
                        .collect(Collectors.toMap(AwsService::name, Function.identity()));
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        server = HttpServer.create(address, 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /// Starts endpoints that forget, on a free port.
    public static AwsEndpoints start() throws IOException {
        return start(0, Storage.memory(), InstantSource.system());
    }

    /// @param port 0 for a free one
    /// @param clock dates new keys and secrets
    /// @throws IOException when the port is taken or the folder cannot be used
    public static AwsEndpoints start(int port, Storage storage, InstantSource clock)
            throws IOException {
        return new AwsEndpoints(port, storage, clock);
    }

    /// The endpoint to give to the clients of both services.
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// The key that exists from the start, also known as `alias/airelay`.
    public String keyArn() {
        return keys.firstKeyArn();
    }

    /// How often an operation was called so far, refused calls included.
    ///
    /// @param target as in `X-Amz-Target`, such as `TrentService.Decrypt`
    public int calls(String target) {
        return calls.getOrDefault(target, 0);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            calls.merge(target, 1, Integer::sum);
            try {
                answer(exchange, 200, call(target, exchange.getRequestBody().readAllBytes()));
            } catch (AwsException refusal) {
                answer(exchange, 400, error(refusal.type(), refusal.reason()));
            } catch (JsonProcessingException unreadable) {
                answer(exchange, 400, error("SerializationException", "Unreadable request"));
            }
        }
    }

    private JsonNode call(String target, byte[] body) throws AwsException, IOException {
        var dot = target.indexOf('.');
        var service = services.get(target.substring(0, Math.max(0, dot)));
        if (service == null) {
            throw new AwsException("UnknownOperationException", target);
        }
        return service.call(target.substring(dot + 1), JSON.readTree(body));
    }

    private static JsonNode error(String type, String message) {
        return JsonNodeFactory.instance.objectNode().put("__type", type).put("message", message);
    }

    private static void answer(HttpExchange exchange, int status, JsonNode body)
            throws IOException {
        var bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
