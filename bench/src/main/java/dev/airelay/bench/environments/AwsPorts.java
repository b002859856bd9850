package dev.airelay.bench.environments;

import dev.airelay.local.engines.CountingForwarder;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Stands between one environment and its AWS services, and hears which operations it calls.
final class AwsPorts implements AutoCloseable {
    private static final String DYNAMODB = "AWS_ENDPOINT_URL_DYNAMODB";
    private static final List<String> OTHERS =
            List.of("AWS_ENDPOINT_URL_KMS", "AWS_ENDPOINT_URL_SECRETS_MANAGER");
    private static final Pattern TARGET = Pattern.compile("(?i)x-amz-target: *(\\S+)");

    private final Map<String, String> variables;
    private final CountingForwarder dynamo;
    private final CountingForwarder others;

    /// @param variables of a function that finds the services themselves
    AwsPorts(Map<String, String> variables) throws IOException {
        dynamo = new CountingForwarder(port(variables, DYNAMODB));
        others = new CountingForwarder(port(variables, OTHERS.getFirst()));
        var changed = new HashMap<>(variables);
        changed.put(DYNAMODB, "http://127.0.0.1:" + dynamo.port());
        OTHERS.forEach(name -> changed.put(name, "http://127.0.0.1:" + others.port()));
        this.variables = Map.copyOf(changed);
    }

    /// Those of a function that finds the services through this.
    Map<String, String> variables() {
        return variables;
    }

    /// How often each operation was called so far, as `Service.Operation`.
    Map<String, Long> calls() {
        return Stream.of(dynamo, others)
                .flatMap(each -> each.spoken(TARGET).stream())
                .collect(Collectors.groupingBy(AwsPorts::plain, Collectors.counting()));
    }

    /// The protocol's names of the services are not those that people know.
    static String plain(String target) {
        return target.replaceFirst("^DynamoDB_\\d+", "DynamoDB")
                .replaceFirst("^TrentService", "KMS")
                .replaceFirst("^secretsmanager", "SecretsManager");
    }

    private static int port(Map<String, String> variables, String name) {
        return URI.create(variables.getOrDefault(name, "")).getPort();
    }

    @Override
    public void close() throws IOException {
        dynamo.close();
        others.close();
    }
}
