package dev.airelay.local.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WalkDocumentTest {
    private static final WalkDocument DOCUMENT =
            new WalkDocument(
                    """
                    # A walk

                    ## 1. In

                    Beside it: `in/Other`.

                    | where | what for |
                    | --- | --- |
                    | `in/Door`, `in/Bell` | opens, unlike `in/Window` |

                    ## 2. Out

                    | where | what for |
                    | --- | --- |
                    | `out/way/Door` | closes |

                    ## Values

                    Values on the way: `in/Coat`,
                    `in/Hat`.

                    Not `in/Shoe`.

                    ## When it rains

                    | where | what for |
                    | --- | --- |
                    | `in/Umbrella` | dry |
                    """
                            .lines()
                            .toList());
    private static final Set<String> NAMED =
            Set.of("in/Door", "in/Bell", "out/way/Door", "in/Coat", "in/Hat");

    @Test
    void aDocumentThatNamesWhatIsPassedHasNoProblems() {
        assertEquals(List.of("1. In", "2. Out"), DOCUMENT.stations());
        assertEquals(List.of(), DOCUMENT.problems(NAMED, NAMED));
    }

    @Test
    void whatIsPassedMustBeNamed() {
        var passed =
                Set.of(
                        "in/Door",
                        "in/Bell",
                        "out/way/Door",
                        "in/Coat",
                        "in/Hat",
                        "in/Other",
                        "up/Roof");
        assertEquals(
                List.of(
                        "in/Other is passed, but not named; its room is named in"
                                + " line 9, \"1. In\"; line 19, \"Values\"",
                        "up/Roof is passed, but not named; its room is named in no line"),
                DOCUMENT.problems(passed, passed));
        assertEquals(List.of(), DOCUMENT.problems(passed, Set.of("in/Door")));
    }

    @Test
    void whatIsNamedMustBePassed() {
        assertEquals(
                List.of("out/way/Door is named, but not passed: line 15, \"2. Out\""),
                DOCUMENT.problems(Set.of("in/Door", "in/Bell", "in/Coat", "in/Hat"), Set.of()));
    }

    @Test
    void aFileHasOnePlace() {
        var twice =
                new WalkDocument(
                        List.of("## 1. In", "| `in/Door` | opens |", "| `in/Door` | closes |"));
        assertEquals(
                List.of("in/Door is named twice: line 2, \"1. In\"; line 3, \"1. In\""),
                twice.problems(Set.of("in/Door"), Set.of()));
    }

    @Test
    void everythingElseIsOnlyMentioned() {
        assertEquals(
                Map.of(
                        "in/Other",
                        "line 5, \"1. In\"",
                        "in/Window",
                        "line 9, \"1. In\"",
                        "in/Shoe",
                        "line 22, \"Values\"",
                        "in/Umbrella",
                        "line 28, \"When it rains\""),
                DOCUMENT.mentioned());
    }
}
