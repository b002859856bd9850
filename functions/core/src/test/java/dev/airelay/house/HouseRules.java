package dev.airelay.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The arrows of the house, as checks. Each module's own test hands its classes to those that
/// concern it.
public final class HouseRules {
    private static final String ROOT = "dev.airelay.";

    /// Leaves out what other modules hand over for tests; their own tests are left out by
    /// [ImportOption.DoNotIncludeTests].
    public static final ImportOption NO_TEST_JARS = location -> !location.contains("-tests.jar");

    private HouseRules() {}

    private static final List<String> LANGUAGE = List.of("java..", "org.jspecify..");

    private static final List<String> JACKSON = List.of("com.fasterxml.jackson..");

    /// What single rooms of the core need besides the language.
    private static final Map<String, List<String>> LIBRARIES =
            Map.ofEntries(
                    Map.entry("coding", List.of("io.airlift.compress..", "org.brotli.dec..")),
                    Map.entry("access", List.of("javax.crypto..", "com.fasterxml.jackson..")),
                    Map.entry("json", JACKSON),
                    Map.entry("pricing", JACKSON),
                    Map.entry("dialect", JACKSON),
                    Map.entry("dialect.anthropic", JACKSON),
                    Map.entry("dialect.openairesponses", JACKSON),
                    Map.entry("probing", JACKSON),
                    Map.entry("verdict", JACKSON));

    /// Each room of the core knows those that [CoreRooms] allows it, and nothing else.
    public static List<ArchRule> arrows() {
        var rules = new ArrayList<ArchRule>();
        CoreRooms.all().forEach((room, others) -> rules.add(arrows(room, others)));
        return rules;
    }

    private static ArchRule arrows(String room, List<String> others) {
        var known = new ArrayList<>(LANGUAGE);
        known.addAll(LIBRARIES.getOrDefault(room, List.of()));
        known.add(ROOT + room);
        others.forEach(other -> known.add(ROOT + other));
        return classes()
                .that()
                .resideInAPackage(ROOT + room)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(known.toArray(String[]::new)))
                .because(
                        "an arrow from "
                                + room
                                + " to another room is a decision that CoreRooms tells, and the core knows no AWS, no network, no clock");
    }

    /// No class outside the rooms that are listed.
    public static ArchRule everyRoomIsListed() {
        String[] rooms =
                CoreRooms.all().keySet().stream().map(room -> ROOT + room).toArray(String[]::new);
        return classes()
                .should()
                .resideInAnyPackage(rooms)
                .because("what a new room may know must be said in CoreRooms");
    }

    public static ArchRule platformRoomsKeepApart() {
        return slices().matching("dev.airelay.platform.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        resideInAnyPackage(
                                "dev.airelay.platform.backbone", "dev.airelay.platform.gates"),
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
