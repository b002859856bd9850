package dev.airelay.local;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.secret.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnouncementTest {
    private static Announcement announcement(boolean demoAlone) {
        return new Announcement(
                URI.create("http://127.0.0.1:8787"),
                new Secret("sk-relay-x"),
                List.of("up (http://up.test)"),
                "chat-model",
                "messages-model",
                demoAlone,
                Path.of("/data"),
                demoAlone
                        ? Optional.of(URI.create("http://127.0.0.1:8787/setup#code=x"))
                        : Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"en, No upstream is configured", "zh, 尚未配置上游"})
    void namesAModelForEachProgramAndSaysWhoAnswers(String language, String demo) {
        var locale = Locale.of(language);
        var alone = announcement(true).welcome(locale);
        assertTrue(alone.contains("claude --model messages-model\n"), alone);
        assertTrue(alone.contains("codex -m chat-model -c model_provider=relay "), alone);
        assertTrue(alone.contains(demo), alone);
        assertTrue(alone.contains("    curl http://127.0.0.1:8787/api/auth/register -H "), alone);
        assertTrue(alone.contains("\"setupCode\":\"x\"}'\n"), alone);
        var beside = announcement(false).welcome(locale);
        assertFalse(beside.contains(demo), beside);
        assertFalse(beside.contains("setup"), beside);
        for (var text : List.of(alone, beside)) {
            assertFalse(text.replace("{name=", "").matches("(?s).*\\{[a-zA-Z]+}.*"), text);
        }
    }
}
