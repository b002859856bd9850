package dev.airelay.local.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedRuntimeTest {
    @TempDir Path tmp;

    /// Functions run in folders of their own, while `./relay up` has a class path of this one.
    @Test
    void theClientIsFoundFromEveryFolder() {
        Path core = Path.of("some", "lib", "aws-lambda-java-core-1.jar");
        Path client = Path.of("some", "lib", "aws-lambda-java-runtime-interface-client-2.jar");
        Path trace = Path.of("some", "lib", "utils-lite-3.jar");
        String path =
                String.join(
                        File.pathSeparator,
                        "some/classes",
                        core.toString(),
                        client.toString(),
                        trace.toString());
        assertEquals(
                String.join(
                        File.pathSeparator,
                        core.toAbsolutePath().toString(),
                        client.toAbsolutePath().toString(),
                        trace.toAbsolutePath().toString()),
                ManagedRuntime.clientClasses(path));
    }

    @Test
    void nothingIsLeftOfIt() throws Exception {
        Path scratch = Files.createDirectory(tmp.resolve("scratch"));
        var variables = ManagedRuntime.variables(Map.of(), "a.B::c", scratch);
        assertTrue(Files.isExecutable(Path.of(variables.get("AWS_LAMBDA_EXEC_WRAPPER"))));
        assertTrue(Files.size(Path.of(variables.get("CLIENT_NATIVE"))) > 0);
        ManagedRuntime.remove(scratch);
        assertFalse(Files.exists(scratch));
    }
}
