package dev.airelay.bench;

import dev.airelay.local.engines.ManagedProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Waits until a gateway answers Chat Completions well; some listen, or answer with errors, long
/// before.
final class ServedWait {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final Duration ONE_ANSWER = Duration.ofSeconds(20);
    private static final String REQUEST =
            "{\"model\":\"zero\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

    private ServedWait() {}

    /// @throws IOException when the process ends or the time passes before that, with its last
    ///   answer
    static void until(ManagedProcess process, int port, String key, Duration patience)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        process.awaitPort(port, patience);
        try (var client = HttpClient.newHttpClient()) {
            String last = "none";
            while (process.isAlive() && System.nanoTime() < end) {
                last = answer(client, port, key);
                if (last.startsWith("200 ")) {
                    return;
                }
                Thread.sleep(BETWEEN_LOOKS);
            }
            throw new IOException("no good answer from port " + port + "; the last: " + last);
        }
    }

    private static String answer(HttpClient client, int port, String key)
            throws InterruptedException {
        var request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + port + "/v1/chat/completions"))
                        .timeout(ONE_ANSWER)
                        .header("authorization", "Bearer " + key)
                        .header("content-type", "application/json")
                        .POST(BodyPublishers.ofString(REQUEST))
                        .build();
        try {
            var answer = client.send(request, BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        } catch (IOException notYet) {
            return String.valueOf(notYet.getMessage());
        }
    }
}
