package dev.airelay.platform.dynamodb;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Stands before DynamoDB and, when it is told to, ends a connection instead of passing on the
/// answer.
final class LosingDynamo implements AutoCloseable {
    /// What becomes of the next write before the client hears nothing of it.
    enum Loss {
        /// It is made; the answer is lost.
        OF_THE_ANSWER,
        /// It is lost itself.
        OF_THE_REQUEST
    }

    private record Plan(Loss loss, Runnable meanwhile) {}

    private static final List<String> PASSED_ON =
            List.of("x-amz-target", "content-type", "authorization", "x-amz-date");

    private final URI dynamo;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Queue<Plan> plans = new ConcurrentLinkedQueue<>();
    private final HttpServer server;
    private final DynamoDbClient client;

    LosingDynamo(URI dynamo) throws IOException {
        this.dynamo = dynamo;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        client =
                DynamoClients.openUnhurried(
                        "eu-central-1",
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("local", "local")));
    }

    /// Whose calls all go through this.
    DynamoDbClient client() {
        return client;
    }

    /// @param meanwhile done after the loss and before the client asks again
    void loseNextWrite(Loss loss, Runnable meanwhile) {
        plans.add(new Plan(loss, meanwhile));
    }

    /// Whether nothing is left to lose.
    boolean hasLost() {
        return plans.isEmpty();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Plan now = isWrite(exchange) ? plans.poll() : null;
            if (now != null && now.loss == Loss.OF_THE_REQUEST) {
                now.meanwhile.run();
                return;
            }
            HttpResponse<byte[]> answer = pass(exchange, body);
            if (now != null) {
                now.meanwhile.run();
                return;
            }
            exchange.getResponseHeaders().set("content-type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isWrite(HttpExchange exchange) {
        String target = exchange.getRequestHeaders().getFirst("x-amz-target");
        return target.endsWith("Item") && !target.endsWith("GetItem");
    }

    private HttpResponse<byte[]> pass(HttpExchange exchange, byte[] body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(dynamo).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        for (String name : PASSED_ON) {
            request.header(name, exchange.getRequestHeaders().getFirst(name));
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        client.close();
        server.stop(0);
        http.close();
    }
}
