package dev.airelay.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ZeroUpstreamTest {
    private static HttpResponse<String> ask(String path, String body) throws Exception {
        try (var upstream = new ZeroUpstream();
                var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + upstream.port() + path))
                            .version(HttpClient.Version.HTTP_1_1)
                            .POST(BodyPublishers.ofString(body))
                            .build();
            return client.send(request, BodyHandlers.ofString());
        }
    }

    static Stream<Arguments> everyDialect() {
        return Stream.of(
                Arguments.of("/v1/chat/completions", "[DONE]", "chat.completion"),
                Arguments.of("/v1/responses", "response.completed", "\"response\""),
                Arguments.of("/v1/messages", "message_stop", "\"message\""));
    }

    @ParameterizedTest
    @MethodSource("everyDialect")
    void aStreamHasTwentyPiecesAndItsEnd(String path, String end, String kind) throws Exception {
        var answer = ask(path, "{\"stream\": true}");
        assertEquals("text/event-stream", answer.headers().firstValue("content-type").get());
        List<String> words =
                answer.body()
                        .lines()
                        .filter(line -> line.matches("data: .*(token\\d+|: ?\" ?w\\d+\").*"))
                        .filter(line -> !line.contains("_text.done"))
                        .toList();
        assertEquals(20, words.size());
        assertTrue(answer.body().strip().lines().toList().getLast().contains(end), answer.body());
        assertTrue(answer.body().contains(kind));
    }

    @ParameterizedTest
    @MethodSource("everyDialect")
    void anAnswerInOnePieceHasItsLength(String path, String end, String kind) throws Exception {
        var answer = ask(path, "{}");
        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().contains(kind), answer.body());
        assertTrue(answer.body().endsWith("}"));
    }
}
