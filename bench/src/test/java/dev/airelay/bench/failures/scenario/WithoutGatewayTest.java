package dev.airelay.bench.failures.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.airelay.bench.failures.wire.Dialect;
import dev.airelay.bench.failures.wire.Mode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// With nothing between client and upstream, faults arrive as they are: each has to be noticed, and
/// what is no fault must not be taken for one.
class WithoutGatewayTest {
    @TestFactory
    Stream<DynamicTest> faultsAreNoticed() {
        return Stream.of(
                        new RetryAfter(),
                        new PersistentRateLimit(),
                        new OneServerError(),
                        new PersistentlyUnavailable(),
                        new Reset(),
                        new Cut(),
                        new Malformed(),
                        new NoEnd(),
                        new NamesFallback())
                .flatMap(Direct::cells)
                .filter(cell -> !(cell.scenario() instanceof NoEnd && cell.mode() == Mode.WHOLE))
                .map(cell ->
                        DynamicTest.dynamicTest(
                                cell.name(),
                                () ->
                                        assertInstanceOf(
                                                Verdict.Failed.class,
                                                Direct.withoutGateway(cell))));
    }

    @TestFactory
    Stream<DynamicTest> whatHasToArriveArrives() {
        return List.of(
                        new Good(),
                        new ContextLength(),
                        new ContentFilter(),
                        new ClientGone(),
                        new Poisoned())
                .stream()
                .flatMap(Direct::cells)
                .map(cell ->
                        DynamicTest.dynamicTest(
                                cell.name(),
                                () ->
                                        assertEquals(
                                                new Verdict.Passed(),
                                                Direct.withoutGateway(cell))));
    }

    @TestFactory
    Stream<DynamicTest> aBodyThatTheConnectionEndsIsWhole() {
        return Stream.of(Dialect.values())
                .map(dialect -> new Cell(new NoEnd(), dialect, Mode.WHOLE))
                .map(cell ->
                        DynamicTest.dynamicTest(
                                cell.name(),
                                () ->
                                        assertEquals(
                                                new Verdict.Passed(),
                                                Direct.withoutGateway(cell))));
    }
}
