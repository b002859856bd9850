package dev.airelay.bench.failures.scenario;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.bench.failures.client.Ask;
import dev.airelay.bench.failures.client.Client;
import dev.airelay.bench.failures.wire.Dialect;
import dev.airelay.bench.failures.wire.Mode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Gateways whose clients are well served, at the cost of upstreams that should have been left
/// alone.
class EagerGatewayTest {
    private static Cell cell(Scenario scenario) {
        return new Cell(scenario, Dialect.CHAT, Mode.WHOLE);
    }

    private static void call(Client upstream, Cell cell) {
        String body = Requests.plain(cell.dialect(), cell.mode(), cell.model("t"));
        upstream.ask(new Ask(cell.dialect(), Map.of(), body, Duration.ofSeconds(10)));
    }

    private static void failsFor(String reason, Direct.Calls calls, Scenario scenario)
            throws Exception {
        Verdict verdict = Direct.behind(calls, cell(scenario));
        assertTrue(verdict.toString().contains(reason), verdict::toString);
    }

    @Test
    void comesBackTooEarly() throws Exception {
        failsFor(
                "the primary was called again after",
                (primary, fallback, cell) -> {
                    call(primary, cell);
                    call(primary, cell);
                },
                new RetryAfter());
    }

    @Test
    void comesBackTooOften() throws Exception {
        failsFor(
                "the primary was called 4 times",
                (primary, fallback, cell) -> {
                    for (int i = 0; i < 4; i++) {
                        call(primary, cell);
                    }
                    call(fallback, cell);
                },
                new PersistentRateLimit());
    }

    @Test
    void takesACallersFaultElsewhere() throws Exception {
        Direct.Calls both =
                (primary, fallback, cell) -> {
                    call(primary, cell);
                    call(fallback, cell);
                };
        failsFor("the fallback was called 1 times", both, new ContextLength());
        failsFor("the fallback was called 1 times", both, new ContentFilter());
    }

    @Test
    void namesThePrimaryWhereTheFallbackServed() throws Exception {
        failsFor(
                "not the fallback",
                (primary, fallback, cell) -> {
                    call(primary, cell);
                    call(fallback, cell);
                },
                new NamesFallback());
    }

    @Test
    void listensToTheEndForNobody() throws Exception {
        var cell = new Cell(new ClientGone(), Dialect.CHAT, Mode.STREAM);
        Verdict verdict = Direct.behind((primary, fallback, same) -> call(primary, same), cell);
        assertTrue(verdict instanceof Verdict.Failed, verdict::toString);
    }
}
