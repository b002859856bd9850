package dev.airelay.local.engines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/// As much of AWS Secrets Manager as reading and renewing a secret takes: versions with the labels
/// `AWSCURRENT` and `AWSPREVIOUS`; versions without a label are dropped.
///
/// Source of labels and tokens:
/// https://boto3.amazonaws.com/v1/documentation/api/1.28.9/reference/services/secretsmanager/client/put_secret_value.html
/// (2026-11-21); fields and errors as the AWS SDK for Java 2.54.13 knows them.
final class LocalSecrets implements AwsService {
    private static final String ARN = "arn:aws:secretsmanager:us-east-1:000000000000:secret:";
    private static final String CURRENT = "AWSCURRENT";
    private static final String PREVIOUS = "AWSPREVIOUS";
    private static final List<String> VALUES = List.of("SecretString", "SecretBinary");

    private final StateFile file;
    private final InstantSource clock;
    private final ObjectNode secrets;

    LocalSecrets(Storage storage, InstantSource clock) throws IOException {
        this.clock = clock;
        file = new StateFile(storage, "secrets.json");
        secrets = file.read();
    }

    @Override
    public String name() {
        return "secretsmanager";
    }

    @Override
    public synchronized JsonNode call(String operation, JsonNode request)
            throws AwsException, IOException {
        return switch (operation) {
            case "CreateSecret" -> create(request);
            case "PutSecretValue" -> put(secretNamed(request), request);
            case "GetSecretValue" -> get(secretNamed(request), request);
            case "DescribeSecret" -> describe(secretNamed(request));
            default -> throw new AwsException("UnknownOperationException", operation);
        };
    }

    private ObjectNode create(JsonNode request) throws AwsException, IOException {
        var name = request.path("Name").asText();
        if (name.isEmpty()) {
            throw new AwsException("ValidationException", "Name is required.");
        }
        if (secrets.path(name).path("versions").has(token(request))) {
            return put((ObjectNode) secrets.get(name), request);
        }
        if (secrets.has(name)) {
            throw new AwsException(
                    "ResourceExistsException",
                    "The operation failed because the secret " + name + " already exists.");
        }
        var secret =
                secrets.putObject(name)
                        .put("Name", name)
                        .put("ARN", ARN + name + "-" + UUID.randomUUID().toString().substring(0, 6))
                        .put("CreatedDate", now());
        secret.putObject("versions");
        secret.putObject("labels");
        if (VALUES.stream().anyMatch(request::has)) {
            return put(secret, request);
        }
        file.write(secrets);
        return identity(secret);
    }

    private ObjectNode put(ObjectNode secret, JsonNode request) throws AwsException, IOException {
        var kind = VALUES.stream().filter(request::has).toList();
        if (kind.size() != 1) {
            throw new AwsException(
                    "InvalidParameterException", "Give one of SecretString and SecretBinary.");
        }
        var value = request.get(kind.getFirst());
        var versions = (ObjectNode) secret.get("versions");
        var id = token(request);
        if (!versions.has(id)) {
            versions.putObject(id).put("CreatedDate", now()).set(kind.getFirst(), value);
            label(secret, id, request);
            file.write(secrets);
        } else if (!value.equals(versions.get(id).path(kind.getFirst()))) {
            throw new AwsException(
                    "ResourceExistsException", "A version with this token has another value.");
        }
        return version(secret, id);
    }

    /// Moves the asked labels to a version; the one that loses `AWSCURRENT` becomes the previous.
    private static void label(ObjectNode secret, String id, JsonNode request) {
        var labels = (ObjectNode) secret.get("labels");
        var asked = request.path("VersionStages").valueStream().map(JsonNode::asText).toList();
        for (var label : asked.isEmpty() ? List.of(CURRENT) : asked) {
            if (label.equals(CURRENT) && labels.has(CURRENT)) {
                labels.set(PREVIOUS, labels.get(CURRENT));
            }
            labels.put(label, id);
        }
        ((ObjectNode) secret.get("versions"))
                .properties()
                .removeIf(version -> labelsOf(secret, version.getKey()).isEmpty());
    }

    private ObjectNode get(ObjectNode secret, JsonNode request) throws AwsException {
        var label = request.path("VersionStage").asText(CURRENT);
        var id = request.path("VersionId").asText(secret.get("labels").path(label).asText());
        if (!secret.get("versions").has(id)) {
            throw missing("secret value for staging label or version: " + label);
        }
        return version(secret, id).setAll((ObjectNode) secret.get("versions").get(id));
    }

    private static ObjectNode describe(ObjectNode secret) {
        var answer = identity(secret);
        answer.set("CreatedDate", secret.get("CreatedDate"));
        var stages = answer.putObject("VersionIdsToStages");
        secret.get("versions")
                .fieldNames()
                .forEachRemaining(id -> stages.set(id, labelsOf(secret, id)));
        return answer;
    }

    private static ObjectNode version(ObjectNode secret, String id) {
        var answer = identity(secret).put("VersionId", id);
        return answer.set("VersionStages", labelsOf(secret, id));
    }

    private static ArrayNode labelsOf(ObjectNode secret, String id) {
        var labels = JsonNodeFactory.instance.arrayNode();
        for (var label : secret.get("labels").properties()) {
            if (label.getValue().asText().equals(id)) {
                labels.add(label.getKey());
            }
        }
        return labels;
    }

    private ObjectNode secretNamed(JsonNode request) throws AwsException {
        var asked = request.path("SecretId").asText();
        for (var secret : secrets) {
            if (asked.equals(secret.get("Name").asText())
                    || asked.equals(secret.get("ARN").asText())) {
                return (ObjectNode) secret;
            }
        }
        throw missing("secret.");
    }

    private static AwsException missing(String what) {
        return new AwsException(
                "ResourceNotFoundException", "Secrets Manager can't find the specified " + what);
    }

    private static ObjectNode identity(ObjectNode secret) {
        var identity = JsonNodeFactory.instance.objectNode();
        identity.set("ARN", secret.get("ARN"));
        identity.set("Name", secret.get("Name"));
        return identity;
    }

    private static String token(JsonNode request) {
        return request.path("ClientRequestToken").asText(UUID.randomUUID().toString());
    }

    private double now() {
        return clock.millis() / 1000.0;
    }
}
