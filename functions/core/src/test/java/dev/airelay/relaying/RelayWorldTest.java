package dev.airelay.relaying;

import static dev.airelay.relaying.Bodies.ANSWER;
import static dev.airelay.relaying.Bodies.CHAT;
import static dev.airelay.relaying.Bodies.WHOLE;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.http.Cancellation;
import dev.airelay.http.Headers;
import dev.airelay.json.Spliced;
import dev.airelay.upstream.Kind;
import dev.airelay.upstream.Timeouts;
import dev.airelay.upstream.UpstreamCall;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/// The checks that every test of the relay relies on can fail.
class RelayWorldTest {
    private static void notices(String what, Consumer<RelayWorld> mischief) {
        var world = new RelayWorld();
        world.channel("a", Kind.OPENAI);
        mischief.accept(world);

        var thrown = assertThrows(AssertionFailedError.class, world::close);

        assertTrue(Objects.requireNonNull(thrown.getMessage()).contains(what), thrown.getMessage());
    }

    @Test
    void aSecretThatReachesAClient() {
        notices(
                "to a client",
                world -> {
                    world.upstream()
                            .expect(
                                    "a.test",
                                    Script.json(200, "{\"a\":\"" + RelayWorld.MARKER + "\"}"));
                    world.post(CHAT, WHOLE).send();
                });
    }

    @Test
    void aSecretInTheLog() {
        notices(
                "into the log",
                world ->
                        System.getLogger("dev.airelay.any")
                                .log(Level.INFO, "it is {0}", world.keyText()));
    }

    @Test
    void aSecretInARecord() {
        notices(
                "into a record",
                world -> {
                    world.upstream().expect("a.test", Script.json(200, ANSWER));
                    world.post(CHAT, WHOLE).header("user-agent", RelayWorld.MARKER).send();
                });
    }

    @Test
    void theClientsKeyAtAnUpstream() {
        notices(
                "to an upstream",
                world -> {
                    world.upstream().expect("a.test", Script.json(200, ANSWER));
                    var call =
                            new UpstreamCall(
                                    "POST",
                                    URI.create("https://a.test"),
                                    Headers.of("originator", world.keyText()),
                                    Spliced.unchanged(new byte[0]));
                    world.upstream()
                            .call(call, Timeouts.DEFAULT, new Cancellation(Instant.MAX))
                            .close();
                });
    }

    @Test
    void anAnswerThatNobodyCloses() {
        notices(
                "left open",
                world -> {
                    world.upstream().expect("a.test", Script.json(200, ANSWER));
                    var call =
                            new UpstreamCall(
                                    "POST",
                                    URI.create("https://a.test"),
                                    Headers.none(),
                                    Spliced.unchanged(new byte[0]));
                    world.upstream().call(call, Timeouts.DEFAULT, new Cancellation(Instant.MAX));
                });
    }

    @Test
    void aCallThatNeverCame() {
        notices(
                "nobody called for",
                world -> world.upstream().expect("a.test", Script.json(200, ANSWER)));
    }

    @Test
    void aRequestThatIsReconciledTwice() {
        notices(
                "reconciled exactly once",
                world -> {
                    world.upstream().expect("a.test", Script.json(200, ANSWER));
                    world.post(CHAT, WHOLE).send();
                    world.books().reconcile(world.books().reconciliations().getFirst());
                });
    }

    @Test
    void aRequestThatIsRecordedTwice() {
        notices(
                "exactly one record",
                world -> {
                    world.upstream().expect("a.test", Script.json(200, ANSWER));
                    world.post(CHAT, WHOLE).send();
                    world.books().write(world.usage());
                });
    }
}
