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
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What Lambda starts in the deployable as the build left it.
class ProxyZipTest {
    private static final Path ZIP =
            Path.of(System.getProperty("relay.root"), "functions/proxy/target/relay-proxy.zip");

    private static FileSystem open() throws IOException {
        return FileSystems.newFileSystem(
                URI.create("jar:" + ZIP.toUri()), Map.of("enablePosixFileAttributes", "true"));
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
}
