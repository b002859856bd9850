package dev.airelay.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.airelay.auth.AuthSettings;
import dev.airelay.auth.AuthWiring;
import dev.airelay.giftcards.GiftCardsSettings;
import dev.airelay.giftcards.GiftCardsWiring;
import dev.airelay.platform.api.OpenApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// `./relay openapi`: writes `docs/openapi.json` from the route tables of all functions. The build
/// puts it into the function that serves it.
public final class ApiDocument {
    /// Enough to wire the functions, which open nothing before they are asked.
    private static final Map<String, String> NOWHERE =
            Map.of(
                    "RELAY_GATE", "dynamodb",
                    "AWS_REGION", "us-east-1",
                    "RELAY_SIGNING_SECRET", "none",
                    "RELAY_HASH_SECRET", "none",
                    "RELAY_SETUP_CODE_SECRET", "none",
                    "RELAY_GIFT_CODE_SECRET", "none");

    private ApiDocument() {}

    public static void main(String[] arguments) throws IOException {
        Files.writeString(file(Path.of(System.getProperty("relay.root", "."))), text());
    }

    /// @param root the checkout
    static Path file(Path root) {
        return root.resolve("docs/openapi.json");
    }

    static String text() {
        try (var auth = new AuthWiring(AuthSettings.read(NOWHERE));
                var cards = new GiftCardsWiring(GiftCardsSettings.read(NOWHERE))) {
            var document = OpenApi.document(List.of(auth.routes(), cards.routes()));
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(document)
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts cannot fail to be written", e);
        }
    }
}
