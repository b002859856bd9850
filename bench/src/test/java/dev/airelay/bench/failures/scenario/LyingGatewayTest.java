package dev.airelay.bench.failures.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.bench.failures.upstream.Finish;
import dev.airelay.bench.failures.upstream.Play;
import dev.airelay.bench.failures.upstream.Script;
import dev.airelay.bench.failures.wire.Dialect;
import dev.airelay.bench.failures.wire.Mode;
import dev.airelay.bench.failures.wire.Words;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Gateways that make broken answers look whole. Each lie has to be found out, and the honest way
/// out has to pass.
class LyingGatewayTest {
    private static void end(Play play, int words) throws IOException {
        play.send(play.frames().closing(words, Finish.STOP));
        play.send(play.frames().end(words, Finish.STOP));
        play.finish();
    }

    private static void begin(Play play, int words) throws IOException {
        play.startStream();
        play.send(play.frames().opening());
        play.words(1, words);
    }

    private static void truncate(Play play) throws IOException {
        if (play.streamed()) {
            begin(play, 40);
            end(play, 40);
        } else {
            play.whole(play.frames().whole().replace(Words.text(60), Words.text(40)));
        }
    }

    private static void repeat(Play play) throws IOException {
        if (play.streamed()) {
            begin(play, 40);
            play.words(21, Words.COUNT);
            end(play, Words.COUNT);
        } else {
            play.whole(play.frames().whole().replace("w40", "w40 w40"));
        }
    }

    private static void startAgain(Play play) throws IOException {
        begin(play, 40);
        play.words(1, Words.COUNT);
        end(play, Words.COUNT);
    }

    private static void stopWithoutAWord(Play play) throws IOException {
        begin(play, 40);
        play.finish();
    }

    private static void endBehindAnError(Play play) throws IOException {
        begin(play, 40);
        play.send(error(play.dialect()));
        play.send(play.frames().closing(40, Finish.STOP));
        play.send(play.frames().end(40, Finish.STOP));
        play.finish();
    }

    private static void sayNothingBehindHalfAnEvent(Play play) throws IOException {
        begin(play, Words.COUNT);
        play.send(play.frames().closing(Words.COUNT, Finish.STOP));
        play.send(play.frames().end(Words.COUNT, Finish.STOP).stripTrailing());
        play.finish();
    }

    private static void admit(Play play) throws IOException {
        begin(play, 40);
        play.send(error(play.dialect()));
        play.close();
    }

    private static String error(Dialect dialect) {
        return switch (dialect) {
            case CHAT ->
                    "data: {\"error\":{\"message\":\"cut\",\"type\":\"t\",\"code\":\"c\"}}\n\n";
            case RESPONSES ->
                    "event: error\ndata: {\"type\":\"error\",\"code\":\"c\",\"message\":\"cut\"}\n\n";
            case MESSAGES ->
                    "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"t\",\"message\":\"cut\"}}\n\n";
        };
    }

    private static Stream<DynamicTest> found(String lie, Script script, Mode... modes) {
        return Stream.of(Dialect.values())
                .flatMap(
                        dialect -> Stream.of(modes).map(mode -> new Cell(new Cut(), dialect, mode)))
                .map(cell ->
                        DynamicTest.dynamicTest(
                                lie + ", " + cell.name(),
                                () ->
                                        assertInstanceOf(
                                                Verdict.Failed.class,
                                                Direct.saying(script, cell))));
    }

    @TestFactory
    Stream<DynamicTest> liesAreFound() {
        return Stream.of(
                        found("truncated", LyingGatewayTest::truncate, Mode.values()),
                        found("doubled in part", LyingGatewayTest::repeat, Mode.values()),
                        found("begun anew", LyingGatewayTest::startAgain, Mode.STREAM),
                        found("silent cut", LyingGatewayTest::stopWithoutAWord, Mode.STREAM),
                        found("error, then end", LyingGatewayTest::endBehindAnError, Mode.STREAM),
                        found(
                                "half a last event",
                                LyingGatewayTest::sayNothingBehindHalfAnEvent,
                                Mode.STREAM))
                .flatMap(tests -> tests);
    }

    @TestFactory
    Stream<DynamicTest> honestyPasses() {
        return Stream.of(Dialect.values())
                .map(dialect -> new Cell(new Cut(), dialect, Mode.STREAM))
                .map(cell ->
                        DynamicTest.dynamicTest(
                                cell.name(),
                                () ->
                                        assertEquals(
                                                new Verdict.Passed(),
                                                Direct.saying(LyingGatewayTest::admit, cell))));
    }

    @Test
    void theReasonTellsWhereTheTextGoesWrong() throws Exception {
        var cell = new Cell(new Good(), Dialect.CHAT, Mode.STREAM);
        Verdict verdict = Direct.saying(LyingGatewayTest::repeat, cell);
        assertTrue(
                verdict.toString().contains("at word 41 of the text stands 'w21'"),
                verdict::toString);
    }
}
