package dev.airelay.local.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.http.Cancellation.Reason;
import dev.airelay.http.Reply;
import dev.airelay.http.Request;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Clients that leave while their handler waits for something else.
class LeavingTest extends DoorFixture {
    private final CompletableFuture<Reason> cut = new CompletableFuture<>();
    private final CountDownLatch waiting = new CountDownLatch(1);

    private void waitForCut(Request request, Reply reply) throws Exception {
        var _ = request.body();
        var over = new CountDownLatch(1);
        request.cancellation().onCancel(over::countDown);
        waiting.countDown();
        assertTrue(over.await(20, TimeUnit.SECONDS));
        cut.complete(request.cancellation().reason().orElseThrow());
        reply.start(200, PLAIN);
        assertThrows(IOException.class, () -> write(reply, "too late"));
    }

    /// Ways to leave.
    enum Leaving {
        CLOSE {
            @Override
            void leave(RawClient client) throws IOException {
                client.close();
            }
        },
        RESET {
            @Override
            void leave(RawClient client) throws IOException {
                client.reset();
            }
        },
        HALF_CLOSE {
            @Override
            void leave(RawClient client) throws IOException {
                client.finishSending();
            }
        },
        CLOSE_BEHIND_ANOTHER_REQUEST {
            @Override
            void leave(RawClient client) throws IOException {
                client.ask("GET", "/next").close();
            }
        };

        abstract void leave(RawClient client) throws IOException;
    }

    @ParameterizedTest
    @EnumSource(Leaving.class)
    void isNoticedWhileNothingIsReadOrWritten(Leaving leaving) throws Exception {
        try (var client = serving(this::waitForCut)) {
            client.post("/", "hello");
            assertTrue(waiting.await(20, TimeUnit.SECONDS));
            leaving.leave(client);
            assertEquals(Reason.CLIENT_GONE, cut.get(20, TimeUnit.SECONDS));
        }
    }

    @ParameterizedTest
    @EnumSource(Leaving.class)
    void isNoticedInTheSecondRequestOfAConnectionToo(Leaving leaving) throws Exception {
        var slow = new Semaphore(0);
        try (var client =
                serving((request, reply) -> {
                    if (request.path().equals("/first")) {
                        waiting.countDown();
                        slow.acquire();
                        answer(reply, 200, "first");
                    } else {
                        waitForCut(request, reply);
                    }
                })) {
            client.ask("GET", "/first").ask("GET", "/second");
            assertTrue(waiting.await(20, TimeUnit.SECONDS));
            slow.release();
            assertEquals("first", client.body(client.head()));
            leaving.leave(client);
            assertEquals(Reason.CLIENT_GONE, cut.get(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void aClientThatStaysIsServedHoweverLongItTakesAndWhateverItSendsMeanwhile() throws Exception {
        var slow = new CountDownLatch(1);
        try (var client =
                serving((request, reply) -> {
                    if (request.path().equals("/slow")) {
                        seen.complete(request);
                        assertTrue(slow.await(20, TimeUnit.SECONDS));
                    }
                    answer(reply, 200, request.path() + new String(request.body(), UTF_8));
                })) {
            client.ask("GET", "/slow");
            var request = seen.get(20, TimeUnit.SECONDS);
            client.post("/next", "a".repeat(30_000)).ask("GET", "/last");
            try (var other = new RawClient(door().port())) {
                other.ask("GET", "/other");
                other.body(other.head());
            }
            assertTrue(request.cancellation().reason().isEmpty());
            slow.countDown();
            assertEquals("/slow", client.body(client.head()));
            assertEquals("/next" + "a".repeat(30_000), client.body(client.head()));
            assertEquals("/last", client.body(client.head()));
        }
    }
}
