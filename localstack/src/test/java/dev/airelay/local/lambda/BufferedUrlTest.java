package dev.airelay.local.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.airelay.local.server.DoorSettings;
import dev.airelay.local.server.HttpDoor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BufferedUrlTest {
    private static final int LIMIT = 6 * 1024 * 1024;

    @TempDir private Path directory;
    @AutoClose private final HttpClient http = HttpClient.newHttpClient();

    private FunctionPool pool;
    private HttpDoor door;

    @BeforeEach
    void start() throws Exception {
        var clock = InstantSource.system();
        var settings = TinyFunction.settings(TinyFunction.pack(directory, "rwxr-xr-x"));
        pool = FunctionPool.start(settings, clock, _ -> {});
        var url = new BufferedUrl(pool, clock, UUID::randomUUID);
        door = HttpDoor.open(DoorSettings.loopback(0), url, clock);
    }

    @AfterEach
    void stop() {
        door.close();
        pool.close();
    }

    private HttpResponse<String> ask(String path, String body) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.port() + path))
                        .timeout(Duration.ofSeconds(60))
                        .POST(BodyPublishers.ofString(body));
        return http.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void theObjectBecomesTheAnswer() throws Exception {
        var answer = ask("/buffered", "");
        assertEquals(201, answer.statusCode());
        assertEquals("hello", answer.body());
        assertEquals(List.of("1"), answer.headers().allValues("x-a"));
        assertEquals(List.of("a=1", "b=2"), answer.headers().allValues("set-cookie"));
    }

    /// One that fails, dies, or says what is no answer; what it says next is served.
    @ParameterizedTest
    @ValueSource(strings = {"/plain", "/nonsense", "/error", "/exit"})
    void whatIsNoAnswerIsABadGateway(String path) throws Exception {
        assertEquals(502, ask(path, "").statusCode());
        assertEquals(201, ask("/buffered", "").statusCode());
    }

    @Test
    void neitherSideMaySayMoreThanSixMegabytes() throws Exception {
        assertEquals(413, ask("/buffered", "x".repeat(LIMIT)).statusCode());
        assertEquals(502, ask("/huge", "").statusCode());
        assertEquals(201, ask("/buffered", "").statusCode());
    }
}
