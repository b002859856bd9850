package dev.airelay.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class CoreHouseTest {
    private static final JavaClasses CORE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.airelay");

    @TestFactory
    Stream<DynamicTest> holds() {
        return Stream.concat(
                        HouseRules.arrows().stream(),
                        Stream.of(
                                HouseRules.everyRoomIsListed(),
                                HouseRules.noWordsThatSayNothing(),
                                HouseRules.environmentIsReadOnlyIn("nobody"),
                                HouseRules.noClockNoChanceNoSleep()))
                .map(this::test);
    }

    private DynamicTest test(ArchRule rule) {
        return DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(CORE));
    }
}
