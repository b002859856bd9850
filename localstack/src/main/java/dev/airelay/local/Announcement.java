package dev.airelay.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.airelay.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What there is to know about a relay that runs: told to people on the console and to programs in
/// a file.
///
/// @param chatModel a model that OpenAI's examples can name
/// @param messagesModel a model that Anthropic's examples can name
/// @param demoAlone whether nothing but the demo answers
/// @param setupUrl where somebody becomes the first user; empty when there is one, or can be none
public record Announcement(
        URI baseUrl,
        Secret apiKey,
        List<String> upstreams,
        String chatModel,
        String messagesModel,
        boolean demoAlone,
        Path data,
        Optional<URI> setupUrl) {

    /// The welcome, in Chinese where the locale is, else in English.
    String welcome(Locale locale) {
        String language = locale.getLanguage().equals("zh") ? "zh" : "en";
        return template("welcome_" + language + ".txt")
                .replace("{demo}", demoAlone ? template("demo_" + language + ".txt") : "")
                .replace(
                        "{setup}",
                        setupUrl.map(url ->
                                        template("setup_" + language + ".txt")
                                                .replace("{setupCode}", code(url)))
                                .orElse(""))
                .replace("{baseUrl}", baseUrl.toString())
                .replace("{apiKey}", apiKey.reveal())
                .replace("{upstreams}", String.join(", ", upstreams))
                .replace("{chatModel}", chatModel)
                .replace("{messagesModel}", messagesModel)
                .replace("{data}", data.toString());
    }

    /// Of `…#code=CODE`.
    private static String code(URI setupUrl) {
        return setupUrl.getFragment().substring("code=".length());
    }

    /// Writes the file so that whoever sees it sees all of it.
    void write(Path file) throws IOException {
        ObjectNode ready = JsonNodeFactory.instance.objectNode();
        ready.put("baseUrl", baseUrl.toString());
        ready.put("apiKey", apiKey.reveal());
        ready.put("chatModel", chatModel);
        ready.put("messagesModel", messagesModel);
        setupUrl.ifPresent(url -> ready.put("setupUrl", url.toString()));
        ready.put("pid", ProcessHandle.current().pid());
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("the ready file must not be a folder");
        }
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(folder, ".ready", ".json");
        Files.writeString(draft, ready.toString());
        Files.move(
                draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String template(String name) {
        try (InputStream text = Announcement.class.getResourceAsStream(name)) {
            if (text == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return new String(text.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
