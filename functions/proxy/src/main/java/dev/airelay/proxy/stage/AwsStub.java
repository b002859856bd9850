package dev.airelay.proxy.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.Base64;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.net.ServerSocketFactory;

/// Stands in for DynamoDB, KMS and Secrets Manager, as far as the proxy asks them.
///
/// Rows are there once they were put, the newest first; conditions are always met. Every data key
/// is the same.
final class AwsStub implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DATA_KEY = Base64.getEncoder().encodeToString(new byte[32]);

    /// Of one table.
    private static final int MOST_ROWS = 128;

    private final Map<String, Deque<JsonNode>> tables = new ConcurrentHashMap<>();
    private final Loopback plain;
    private final Loopback tls;

    AwsStub(ServerSocketFactory secure) throws IOException {
        plain = Loopback.open(this::serve);
        tls = Loopback.open(secure, this::serve);
    }

    URI plain() {
        return URI.create("http://127.0.0.1:" + plain.port());
    }

    URI tls() {
        return URI.create("https://127.0.0.1:" + tls.port());
    }

    private void serve(InputStream in, OutputStream out) throws IOException {
        for (var asked = HttpMessage.read(in); asked != null; asked = HttpMessage.read(in)) {
            String target = asked.fields().getOrDefault("x-amz-target", "");
            JsonNode answer =
                    answer(target.substring(target.indexOf('.') + 1), JSON.readTree(asked.body()));
            HttpMessage.answer(
                    out,
                    "200 OK",
                    "content-type: application/x-amz-json-1.0\r\n",
                    JSON.writeValueAsBytes(answer));
        }
    }

    private JsonNode answer(String operation, JsonNode ask) {
        ObjectNode answer = JSON.createObjectNode();
        switch (operation) {
            case "PutItem" -> put(ask);
            case "TransactWriteItems" ->
                    ask.path("TransactItems").forEach(one -> put(one.path("Put")));
            case "GetItem" -> {
                JsonNode row = row(ask.path("TableName").asText(), ask.path("Key"));
                if (!row.isMissingNode()) {
                    answer.set("Item", row);
                }
            }
            case "BatchGetItem" -> {
                ObjectNode responses = answer.putObject("Responses");
                for (var table : ask.path("RequestItems").properties()) {
                    ArrayNode rows = responses.putArray(table.getKey());
                    for (JsonNode key : table.getValue().path("Keys")) {
                        JsonNode row = row(table.getKey(), key);
                        if (!row.isMissingNode()) {
                            rows.add(row);
                        }
                    }
                }
                answer.putObject("UnprocessedKeys");
            }
            case "Scan" -> answer.putArray("Items").addAll(rows(ask.path("TableName").asText()));
            case "GenerateDataKey", "Decrypt" ->
                    answer.put("KeyId", "key")
                            .put("CiphertextBlob", DATA_KEY)
                            .put("Plaintext", DATA_KEY);
            case "GetSecretValue" -> answer.put("Name", "secret").put("SecretString", "rehearsal");
            default -> {
                // Changes that nobody reads.
            }
        }
        return answer;
    }

    private void put(JsonNode put) {
        Deque<JsonNode> rows = rows(put.path("TableName").asText());
        rows.addFirst(put.path("Item"));
        if (rows.size() > MOST_ROWS) {
            rows.removeLast();
        }
    }

    private JsonNode row(String table, JsonNode key) {
        for (JsonNode row : rows(table)) {
            if (key.properties().stream()
                    .allMatch(part -> row.path(part.getKey()).equals(part.getValue()))) {
                return row;
            }
        }
        return JSON.missingNode();
    }

    Deque<JsonNode> rows(String table) {
        return tables.computeIfAbsent(table, _ -> new ConcurrentLinkedDeque<>());
    }

    @Override
    public void close() {
        plain.close();
        tls.close();
    }
}
