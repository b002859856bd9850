package dev.airelay.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The deployables as the build left them: a zip around one jar.
class FunctionZipsTest {
    private static final Path FUNCTIONS = Path.of(System.getProperty("relay.root"), "functions");

    private static Path zip(String function) {
        return FUNCTIONS.resolve(function).resolve("target/relay-" + function + ".zip");
    }

    private static FileSystem open(String function) throws IOException {
        return FileSystems.newFileSystem(
                URI.create("jar:" + zip(function).toUri()),
                Map.of("enablePosixFileAttributes", "true"));
    }

    /// The entries of the jar, in their order.
    private static List<ZipEntry> jar(String function) throws IOException {
        byte[] jar;
        try (FileSystem zip = open(function)) {
            jar = Files.readAllBytes(zip.getPath("lib/relay-" + function + ".jar"));
        }
        var entries = new ArrayList<ZipEntry>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private static List<String> names(String function) throws IOException {
        return jar(function).stream().map(ZipEntry::getName).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy", "settle", "giftcards", "auth"})
    void staysBelowFifteenMegabytes(String function) throws IOException {
        long size = Files.size(zip(function));
        assertTrue(size < 15_000_000, () -> "zip: " + size);
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy", "settle", "giftcards", "auth"})
    void holdsOneJarThatAnybodyMayRead(String function) throws IOException {
        try (FileSystem zip = open(function);
                var files = Files.list(zip.getPath("lib"))) {
            List<Path> jars = files.toList();
            assertEquals(List.of(zip.getPath("lib/relay-" + function + ".jar")), jars);
            assertEquals(
                    "rw-r--r--",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(jars.getFirst())));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy", "settle", "giftcards", "auth"})
    void classesAreStoredAndNeverTwice(String function) throws IOException {
        Set<String> seen = new HashSet<>();
        for (ZipEntry entry : jar(function)) {
            assertEquals(ZipEntry.STORED, entry.getMethod(), entry::getName);
            assertTrue(seen.add(entry.getName()), entry::getName);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "proxy, proxy/ProxyFunction",
        "settle, settle/SettleFunction",
        "settle, settle/UpkeepFunction",
        "giftcards, giftcards/GiftCardsFunction",
        "auth, auth/AuthFunction"
    })
    void holdsWhatLambdaStarts(String function, String type) throws IOException {
        assertTrue(names(function).contains("dev/airelay/" + type + ".class"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy", "settle", "giftcards", "auth"})
    void holdsNothingThatBelongsElsewhere(String function) throws IOException {
        List<String> names = names(function);
        for (String unwanted :
                List.of(
                        "com/amazonaws/services/dynamodbv2/",
                        "com/amazonaws/services/lambda/runtime/api/",
                        "io/netty/",
                        "io/helidon/",
                        "redis/embedded/",
                        "org/junit/",
                        "dev/airelay/house/",
                        "dev/airelay/local/",
                        "com/knuddels/jtokkit/p50k_base",
                        "com/knuddels/jtokkit/r50k_base",
                        "org/bouncycastle/jce/",
                        "org/bouncycastle/pqc/")) {
            assertTrue(names.stream().noneMatch(name -> name.startsWith(unwanted)), unwanted);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy", "settle", "giftcards", "auth"})
    void keepsTheLicenceOfEachLibraryApart(String function) throws IOException {
        List<String> names = names(function);
        for (String library : List.of("dynamodb", "jackson-core", "httpcore5", "slf4j-api")) {
            String folder = "META-INF/licences/" + library + "/META-INF/LICENSE";
            assertTrue(names.stream().anyMatch(name -> name.startsWith(folder)), library);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy", "settle", "giftcards", "auth"})
    void servicesOfSeveralLibrariesAreAllNamed(String function) throws IOException {
        String named;
        try (FileSystem zip = open(function);
                FileSystem jar =
                        FileSystems.newFileSystem(zip.getPath("lib/relay-" + function + ".jar"))) {
            named =
                    Files.readString(
                            jar.getPath(
                                    "META-INF/services/software.amazon.awssdk.core.warmup.SdkWarmUpProvider"),
                            UTF_8);
        }
        assertTrue(named.contains("DynamoDbWarmUpProvider"), named);
        assertTrue(named.contains("KmsWarmUpProvider"), named);
    }
}
