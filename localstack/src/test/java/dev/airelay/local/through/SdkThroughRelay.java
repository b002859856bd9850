package dev.airelay.local.through;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.openai.errors.UnauthorizedException;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.airelay.access.RelayKey;
import dev.airelay.local.LocalRelay;
import dev.airelay.local.UpSettings.Mode;
import dev.airelay.local.demo.SdkContract;
import dev.airelay.secret.Secret;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The SDKs through a whole relay, with DynamoDB, Redis, KMS and Secrets Manager behind it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SdkThroughRelay extends SdkContract {
    private final Mode mode;
    private Optional<DemoRelay> started = Optional.empty();

    SdkThroughRelay(Mode mode) {
        this.mode = mode;
    }

    @BeforeAll
    void start() throws Exception {
        started = Optional.of(DemoRelay.start(mode));
    }

    @AfterAll
    void stop() throws Exception {
        started.orElseThrow().close();
    }

    private LocalRelay relay() {
        return started.orElseThrow().relay();
    }

    @Override
    protected String uri() {
        return relay().announcement().baseUrl().toString();
    }

    @Override
    protected String key() {
        return relay().announcement().apiKey().reveal();
    }

    @Test
    void aKeyThatIsNotKnownIsRefusedInBothDialects() {
        String stranger = "sk-relay-" + "x".repeat(48);
        var openAiStranger = openAiWith(stranger);
        var refused =
                assertThrows(UnauthorizedException.class, () -> openAiStranger.models().list());
        assertEquals("invalid_api_key", refused.code().orElse(""));
        openAiStranger.close();
        var anthropicStranger = anthropicWith(stranger);
        assertThrows(
                com.anthropic.errors.UnauthorizedException.class,
                () -> anthropicStranger.models().list());
        anthropicStranger.close();
    }

    @Test
    void aModelThatNobodyServesIsNotFound() {
        var params =
                ChatCompletionCreateParams.builder().model("nobody").addUserMessage("hi").build();
        assertThrows(
                com.openai.errors.NotFoundException.class,
                () -> openAi.chat().completions().create(params));
    }

    /// Asked often enough for every Lambda environment to have remembered the key before.
    @Test
    void aKeyThatIsSwitchedOffIsRefusedWithTheVeryNextRequest() {
        for (int i = 0; i < 6; i++) {
            openAi.models().list();
        }
        RelayKey key = relay().keyRecord(new Secret(key()));
        RelayKey off = relay().keys().save(key.withEnabled(false));
        for (int i = 0; i < 4; i++) {
            assertThrows(UnauthorizedException.class, () -> openAi.models().list());
        }
        relay().keys().save(off.withEnabled(true));
        openAi.models().list();
    }
}
