package dev.airelay.local.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.airelay.http.Headers;
import dev.airelay.http.Reply;
import dev.airelay.http.Request;
import dev.airelay.local.server.DoorSettings;
import dev.airelay.local.server.HttpDoor;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// An upstream that fails at random and keeps its own books. What it does with a request follows
/// from the request's `user` alone, so that a run can be told again.
final class ChaosUpstream implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FRAME =
            "data: {\"choices\":[{\"delta\":{\"content\":\"Some words of an answer. \"},\"finish_reason\":null}]}\n\n";

    /// Where an answer is when something may happen to whoever reads it.
    enum Moment {
        ADMITTED,
        STREAMING,
        ENDED
    }

    /// What an answer says it used.
    record Reported(long input, long output) {}

    private final HttpDoor door;
    private final Map<String, Reported> reported = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final Map<String, Moment> fates;
    private final Consumer<String> fate;

    /// @param fates when something happens, by the request's `user`
    /// @param fate what happens, told the `user`
    ChaosUpstream(Map<String, Moment> fates, Consumer<String> fate) throws IOException {
        this.fates = fates;
        this.fate = fate;
        this.door = HttpDoor.open(DoorSettings.loopback(0), this::handle, InstantSource.system());
    }

    /// @param channel tells apart what the same request meets at two channels
    URI uri(String channel) {
        return URI.create("http://127.0.0.1:" + door.port() + "/" + channel + "/v1");
    }

    /// What was said to have been used, by `user`, of answers that came so far.
    Map<String, Reported> reported() {
        return reported;
    }

    int calls() {
        return calls.get();
    }

    private void handle(Request request, Reply reply) {
        calls.incrementAndGet();
        try {
            JsonNode body = JSON.readTree(request.body());
            String user = body.path("user").asText();
            var random = new SplittableRandom((user + request.path()).hashCode());
            happen(user, Moment.ADMITTED);
            switch (random.nextInt(20)) {
                case 0, 1 -> {
                    answer(reply, 500, "{\"error\":{\"message\":\"on purpose\"}}");
                    happen(user, Moment.ENDED);
                }
                case 2 -> {
                    reply.start(200, Headers.of("content-type", "text/event-stream"));
                    reply.tear();
                    happen(user, Moment.ENDED);
                }
                default -> serve(reply, user, body.path("stream").asBoolean(), random);
            }
        } catch (IOException nobodyReads) {
            reply.tear();
        }
    }

    private void serve(Reply reply, String user, boolean streamed, SplittableRandom random)
            throws IOException {
        var used = new Reported(random.nextInt(10, 60), random.nextInt(5, 100));
        String usage =
                "\"usage\":{\"prompt_tokens\":"
                        + used.input
                        + ",\"completion_tokens\":"
                        + used.output
                        + "}";
        if (!streamed) {
            reported.put(user, used);
            answer(reply, 200, "{\"choices\":[]," + usage + "}");
            happen(user, Moment.ENDED);
            return;
        }
        reply.start(200, Headers.of("content-type", "text/event-stream"));
        int frames = random.nextInt(1, 6);
        boolean breaks = random.nextInt(10) == 0;
        for (int i = 0; i < frames; i++) {
            write(reply, FRAME);
            happen(user, Moment.STREAMING);
        }
        if (breaks) {
            reply.tear();
            happen(user, Moment.ENDED);
            return;
        }
        reported.put(user, used);
        write(reply, "data: {\"choices\":[]," + usage + "}\n\n");
        write(reply, "data: [DONE]\n\n");
        reply.end();
        happen(user, Moment.ENDED);
    }

    /// At the planned moment, or at the first one after it that the answer has.
    private void happen(String user, Moment moment) {
        Moment planned = fates.get(user);
        if (planned != null && moment.compareTo(planned) >= 0 && fates.remove(user, planned)) {
            fate.accept(user);
        }
    }

    private static void write(Reply reply, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        reply.write(bytes, 0, bytes.length);
        reply.flush();
    }

    private static void answer(Reply reply, int status, String json) throws IOException {
        reply.start(status, Headers.of("content-type", "application/json"));
        byte[] bytes = json.getBytes(UTF_8);
        reply.write(bytes, 0, bytes.length);
        reply.end();
    }

    @Override
    public void close() {
        door.close();
    }
}
