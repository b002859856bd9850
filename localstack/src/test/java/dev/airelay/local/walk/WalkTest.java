package dev.airelay.local.walk;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `docs/walk.md` names every class that a streamed request passes, and no other.
class WalkTest {
    private static final String PRODUCT = "dev.airelay.";
    private static final Path ROOT = Path.of(System.getProperty("relay.root"));
    private static final int STATIONS = 12;

    @TempDir Path data;

    @Test
    void theWalkNamesEveryClassThatAStreamedRequestPassesAndNoOther() throws Exception {
        var passed = new TreeSet<String>();
        var working = new TreeSet<String>();
        try (var relay = new WalkedRelay(ROOT, data)) {
            for (String name : relay.passedByAWarmStream()) {
                Class<?> type = Class.forName(name);
                Class<?> outermost = type.getNestHost();
                passed.add(file(outermost));
                if (!carries(type) && !carries(outermost)) {
                    working.add(file(outermost));
                }
            }
        }

        List<String> problems = document().problems(passed, working);

        assertTrue(
                problems.isEmpty(),
                () ->
                        "docs/walk.md tells another way than a request takes. What is new belongs"
                                + " into the table of its station, with what it is for; what only"
                                + " carries data, behind \""
                                + WalkDocument.VALUES
                                + "\".\n"
                                + String.join("\n", problems)
                                + "\n");
    }

    @Test
    void theWalkHasTwelveStations() throws Exception {
        List<String> stations = document().stations();
        assertEquals(
                IntStream.rangeClosed(1, STATIONS).mapToObj(number -> number + ".").toList(),
                stations.stream().map(heading -> heading.split(" ", 2)[0]).toList());
    }

    @Test
    void whatTheWalkMentionsBesideTheWayIsThere() throws Exception {
        document()
                .mentioned()
                .forEach((file, place) ->
                        assertDoesNotThrow(
                                () -> Class.forName(PRODUCT + file.replace('/', '.')), place));
    }

    private static WalkDocument document() throws Exception {
        return new WalkDocument(Files.readAllLines(ROOT.resolve("docs/walk.md")));
    }

    /// Whether it is there to carry data, by its kind.
    private static boolean carries(Class<?> type) {
        return Stream.of(Record.class, Enum.class, Throwable.class)
                .anyMatch(kind -> kind.isAssignableFrom(type));
    }

    /// As the document names it.
    private static String file(Class<?> type) {
        return type.getName().substring(PRODUCT.length()).replace('.', '/');
    }
}
