package dev.airelay.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;

/// The arrows of the house, as checks. Each module's own test hands its classes to those that
/// concern it.
public final class HouseRules {
    private static final String ROOT = "dev.airelay.";

    /// Leaves out what other modules hand over for tests; their own tests are left out by
    /// [ImportOption.DoNotIncludeTests].
    public static final ImportOption NO_TEST_JARS = location -> !location.contains("-tests.jar");

    private HouseRules() {}

    /// The floors of the core, lowest first: a room knows only rooms below it.
    private static final List<List<String>> FLOORS =
            List.of(
                    List.of("time", "money", "http", "json", "media", "coding"),
                    List.of("health", "limit", "secret", "sse", "usage"),
                    List.of("failure"),
                    List.of("access", "account", "catalog", "upstream"),
                    List.of("quota", "verdict"),
                    List.of("pricing"),
                    List.of("routing", "folding", "giftcard"),
                    List.of("dialect"),
                    List.of("dialect.openaichat", "dialect.openairesponses", "dialect.anthropic"),
                    List.of("probing"),
                    List.of("relaying"));

    /// Every room of the core stands on exactly one floor, and arrows point down.
    public static List<ArchRule> floors() {
        var rules = new ArrayList<ArchRule>();
        var allowed =
                new ArrayList<>(
                        List.of(
                                "java..",
                                "javax.crypto..",
                                "org.jspecify..",
                                "com.fasterxml.jackson.."));
        for (List<String> floor : FLOORS) {
            for (String room : floor) {
                var known = new ArrayList<>(allowed);
                known.add(ROOT + room);
                if (room.equals("coding")) {
                    known.addAll(List.of("io.airlift.compress..", "org.brotli.dec.."));
                }
                rules.add(
                        classes()
                                .that()
                                .resideInAPackage(ROOT + room)
                                .should()
                                .onlyDependOnClassesThat(
                                        resideInAnyPackage(known.toArray(String[]::new)))
                                .because(
                                        "a room of the core knows only lower floors, and no AWS, no network, no clock"));
            }
            floor.forEach(room -> allowed.add(ROOT + room));
        }
        return rules;
    }

    /// No class outside the rooms that have a floor.
    public static ArchRule everyRoomHasAFloor() {
        String[] rooms =
                FLOORS.stream()
                        .flatMap(List::stream)
                        .map(room -> ROOT + room)
                        .toArray(String[]::new);
        return classes()
                .should()
                .resideInAnyPackage(rooms)
                .because("a new room must be given its floor here");
    }

    public static ArchRule platformRoomsKeepApart() {
        return slices().matching("dev.airelay.platform.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        resideInAnyPackage("dev.airelay.platform.gates"),
                        resideInAnyPackage("dev.airelay.platform.."))
                .ignoreDependency(
                        resideInAnyPackage("dev.airelay.platform.."),
                        resideInAnyPackage(
                                "dev.airelay.platform.aws",
                                "dev.airelay.platform.settings",
                                "dev.airelay.platform.telemetry"))
                .because(
                        "each AWS client lives in one room, so that a change of one is a change in one place");
    }

    public static ArchRule localRoomsKnowOnlyTheirEngines() {
        return slices().matching("dev.airelay.local.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        resideInAnyPackage("dev.airelay.local.."),
                        resideInAnyPackage("dev.airelay.local.engines"))
                .because(
                        "the emulated Lambda, the server and the demo are each of use without the others");
    }

    public static ArchRule noWordsThatSayNothing() {
        return noClasses()
                .should()
                .haveNameMatching(".*\\.[A-Za-z]*(Utils?|Helper|Manager|Impl|Common|Base)$")
                .because("a name says what a thing is; these say that nobody knew");
    }

    /// @param main the only class that may read the environment
    public static ArchRule environmentIsReadOnlyIn(String main) {
        return noClasses()
                .that()
                .doNotHaveFullyQualifiedName(main)
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .because("the environment is read once, in main, into one typed record");
    }

    public static ArchRule noClockNoChanceNoSleep() {
        return noClasses()
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", java.time.Duration.class)
                .because(
                        "time and chance are handed in, so that every rule about them can be tested");
    }
}
