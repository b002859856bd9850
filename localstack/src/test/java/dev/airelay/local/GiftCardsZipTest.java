package dev.airelay.local;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The deployable as the build left it.
class GiftCardsZipTest {
    private static final Path ZIP =
            Path.of(
                    System.getProperty("relay.root"),
                    "functions/giftcards/target/relay-giftcards.zip");

    @Test
    void holdsLibrariesOfTheFunctionAndStaysBelowTwentyMegabytes() throws Exception {
        assertTrue(Files.size(ZIP) < 20_000_000, () -> "zip: " + ZIP.toFile().length());
        List<String> jars;
        try (var zip = FileSystems.newFileSystem(URI.create("jar:" + ZIP.toUri()), Map.of());
                var files = Files.list(zip.getPath("lib"))) {
            jars = files.map(file -> file.getFileName().toString()).toList();
        }
        assertTrue(jars.stream().anyMatch(jar -> jar.startsWith("relay-giftcards")));
        for (String unwanted :
                List.of(
                        "DynamoDBLocal",
                        "netty",
                        "helidon",
                        "embedded-redis",
                        "junit",
                        "tests",
                        "runtime-interface-client")) {
            assertTrue(jars.stream().noneMatch(jar -> jar.contains(unwanted)), unwanted);
        }
    }
}
