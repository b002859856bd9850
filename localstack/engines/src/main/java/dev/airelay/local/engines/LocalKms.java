package dev.airelay.local.engines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// As much of AWS KMS as envelope encryption takes: symmetric keys, data keys, and the encryption
/// context as authenticated data.
///
/// A ciphertext names its key, so that decryption needs no key id: one byte version, sixteen bytes
/// key id, twelve bytes nonce, then AES-256-GCM. One key exists from the start, under [#ALIAS].
///
/// Sources: https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html and
/// https://docs.rs/aws-sdk-kms/0.17.0/aws_sdk_kms/client/fluent_builders/struct.GenerateDataKey.html
/// (2026-11-21); fields and errors as the AWS SDK for Java 2.54.13 knows them.
final class LocalKms implements AwsService {
    static final String ALIAS = "alias/airelay";

    private static final String ARN = "arn:aws:kms:us-east-1:000000000000:";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int MOST_PLAINTEXT = 4096;
    private static final int MOST_DATA_KEY = 1024;

    private final StateFile file;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final ObjectNode keys;
    private final String firstKey;

    LocalKms(Storage storage, InstantSource clock) throws IOException {
        this.clock = clock;
        file = new StateFile(storage, "kms.json");
        keys = file.read();
        firstKey = keys.isEmpty() ? create("AI Relay") : keys.fieldNames().next();
    }

    String firstKeyArn() {
        return ARN + "key/" + firstKey;
    }

    @Override
    public String name() {
        return "TrentService";
    }

    @Override
    public synchronized JsonNode call(String operation, JsonNode request)
            throws AwsException, IOException {
        return switch (operation) {
            case "CreateKey" -> metadata(create(request.path("Description").asText("")));
            case "DescribeKey" -> metadata(keyNamed(request));
            case "GenerateDataKey" -> generateDataKey(request);
            case "Encrypt" -> encrypt(request);
            case "Decrypt" -> decrypt(request);
            default -> throw new AwsException("UnknownOperationException", operation);
        };
    }

    private String create(String description) throws IOException {
        var id = UUID.randomUUID().toString();
        keys.putObject(id)
                .put("material", randomBytes(32))
                .put("created", clock.millis() / 1000.0)
                .put("description", description);
        file.write(keys);
        return id;
    }

    private ObjectNode metadata(String id) {
        var answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("KeyMetadata")
                .put("AWSAccountId", "000000000000")
                .put("KeyId", id)
                .put("Arn", ARN + "key/" + id)
                .put("CreationDate", keys.get(id).get("created").asDouble())
                .put("Description", keys.get(id).get("description").asText())
                .put("Enabled", true)
                .put("KeyState", "Enabled")
                .put("KeyUsage", "ENCRYPT_DECRYPT")
                .put("KeyManager", "CUSTOMER")
                .put("KeySpec", "SYMMETRIC_DEFAULT")
                .put("Origin", "AWS_KMS")
                .put("MultiRegion", false)
                .putArray("EncryptionAlgorithms")
                .add("SYMMETRIC_DEFAULT");
        return answer;
    }

    private ObjectNode generateDataKey(JsonNode request) throws AwsException, IOException {
        var id = keyNamed(request);
        var plain = randomBytes(dataKeyBytes(request));
        return JsonNodeFactory.instance
                .objectNode()
                .put("KeyId", ARN + "key/" + id)
                .put("Plaintext", plain)
                .put("CiphertextBlob", seal(id, plain, context(request)));
    }

    private static int dataKeyBytes(JsonNode request) throws AwsException {
        if (request.has("KeySpec") == request.has("NumberOfBytes")) {
            throw invalid("Please specify either number of bytes or key spec.");
        }
        var count =
                switch (request.path("KeySpec").asText()) {
                    case "AES_256" -> 32;
                    case "AES_128" -> 16;
                    default -> request.path("NumberOfBytes").asInt();
                };
        if (count < 1 || count > MOST_DATA_KEY) {
            throw invalid("A data key has 1 to 1024 bytes.");
        }
        return count;
    }

    private ObjectNode encrypt(JsonNode request) throws AwsException, IOException {
        var id = keyNamed(request);
        var plain = bytes(request, "Plaintext");
        if (plain.length < 1 || plain.length > MOST_PLAINTEXT) {
            throw invalid("A plaintext has 1 to 4096 bytes.");
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("KeyId", ARN + "key/" + id)
                .put("EncryptionAlgorithm", "SYMMETRIC_DEFAULT")
                .put("CiphertextBlob", seal(id, plain, context(request)));
    }

    private ObjectNode decrypt(JsonNode request) throws AwsException, IOException {
        var blob = ByteBuffer.wrap(bytes(request, "CiphertextBlob"));
        var id = keyThatSealed(blob);
        if (request.has("KeyId") && !keyNamed(request).equals(id)) {
            throw new AwsException(
                    "IncorrectKeyException",
                    "The key ID in the request does not identify a CMK that can perform this"
                            + " operation.");
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("KeyId", ARN + "key/" + id)
                .put("EncryptionAlgorithm", "SYMMETRIC_DEFAULT")
                .put("Plaintext", open(id, blob, context(request)));
    }

    private String keyNamed(JsonNode request) throws AwsException {
        var asked = request.path("KeyId").asText();
        var name = asked.startsWith(ARN) ? asked.substring(ARN.length()) : asked;
        var id = name.equals(ALIAS) ? firstKey : name.replaceFirst("^key/", "");
        if (!keys.has(id)) {
            throw new AwsException("NotFoundException", "Key '" + asked + "' does not exist");
        }
        return id;
    }

    private String keyThatSealed(ByteBuffer blob) throws AwsException {
        try {
            var version = blob.get();
            var id = new UUID(blob.getLong(), blob.getLong()).toString();
            if (version == VERSION && keys.has(id) && blob.remaining() >= NONCE_BYTES) {
                return id;
            }
            throw unreadable();
        } catch (BufferUnderflowException tooShort) {
            throw unreadable();
        }
    }

    private byte[] seal(String id, byte[] plain, byte[] context) throws IOException {
        var nonce = randomBytes(NONCE_BYTES);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, id, nonce, context).doFinal(plain);
            var key = UUID.fromString(id);
            return ByteBuffer.allocate(1 + 16 + NONCE_BYTES + sealed.length)
                    .put(VERSION)
                    .putLong(key.getMostSignificantBits())
                    .putLong(key.getLeastSignificantBits())
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no AES-GCM", e);
        }
    }

    private byte[] open(String id, ByteBuffer blob, byte[] context)
            throws AwsException, IOException {
        var nonce = new byte[NONCE_BYTES];
        blob.get(nonce);
        var sealed = new byte[blob.remaining()];
        blob.get(sealed);
        try {
            return cipher(Cipher.DECRYPT_MODE, id, nonce, context).doFinal(sealed);
        } catch (AEADBadTagException changed) {
            throw unreadable();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no AES-GCM", e);
        }
    }

    private Cipher cipher(int mode, String id, byte[] nonce, byte[] context)
            throws GeneralSecurityException, IOException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        var material = new SecretKeySpec(keys.get(id).get("material").binaryValue(), "AES");
        cipher.init(mode, material, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context);
        return cipher;
    }

    /// The order of the pairs does not matter, so they are sorted.
    private static byte[] context(JsonNode request) throws IOException {
        var pairs = new TreeMap<String, String>();
        request.path("EncryptionContext")
                .properties()
                .forEach(pair -> pairs.put(pair.getKey(), pair.getValue().asText()));
        return JSON.writeValueAsBytes(pairs);
    }

    private static byte[] bytes(JsonNode request, String field) throws AwsException, IOException {
        if (!request.path(field).isTextual()) {
            throw invalid(field + " is required.");
        }
        return request.get(field).binaryValue();
    }

    private byte[] randomBytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static AwsException invalid(String message) {
        return new AwsException("ValidationException", message);
    }

    private static AwsException unreadable() {
        return new AwsException("InvalidCiphertextException", "");
    }
}
