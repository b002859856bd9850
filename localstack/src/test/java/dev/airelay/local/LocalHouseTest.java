package dev.airelay.local;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.airelay.house.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class LocalHouseTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.airelay.local");

    @TestFactory
    Stream<DynamicTest> holds() {
        return Stream.of(
                        HouseRules.localRoomsKnowOnlyTheirEngines(),
                        HouseRules.noWordsThatSayNothing(),
                        HouseRules.environmentIsReadOnlyIn(Up.class.getName()))
                .map(rule ->
                        DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(CLASSES)));
    }
}
