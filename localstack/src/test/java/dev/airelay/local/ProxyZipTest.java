package dev.airelay.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The deployable as the build left it.
class ProxyZipTest {
    private static final Path ZIP =
            Path.of(System.getProperty("relay.root"), "functions/proxy/target/relay-proxy.zip");

    private static FileSystem open() throws IOException {
        return FileSystems.newFileSystem(
                URI.create("jar:" + ZIP.toUri()), Map.of("enablePosixFileAttributes", "true"));
    }

    @Test
    void staysBelowTwentyMegabytes() throws IOException {
        assertTrue(Files.size(ZIP) < 20_000_000, () -> "zip: " + ZIP.toFile().length());
    }

    @Test
    void theWrapperIsAShellScriptThatMayBeRun() throws IOException {
        try (FileSystem zip = open()) {
            Path wrapper = zip.getPath("bin/relay");
            assertEquals(
                    "rwxr-xr-x",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(wrapper)));
            String script = Files.readString(wrapper, UTF_8);
            assertTrue(script.startsWith("#!/bin/sh\n"));
            assertFalse(script.contains("\r"));
        }
    }

    @Test
    void holdsLibrariesOfTheProxyAndNothingElse() throws IOException {
        List<String> jars;
        try (FileSystem zip = open();
                var files = Files.list(zip.getPath("lib"))) {
            jars = files.map(file -> file.getFileName().toString()).toList();
        }
        assertTrue(jars.stream().anyMatch(jar -> jar.startsWith("relay-proxy")));
        for (String unwanted :
                List.of("DynamoDBLocal", "netty", "helidon", "embedded-redis", "junit", "tests")) {
            assertTrue(jars.stream().noneMatch(jar -> jar.contains(unwanted)), unwanted);
        }
    }
}
