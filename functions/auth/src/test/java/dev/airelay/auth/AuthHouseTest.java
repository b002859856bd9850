package dev.airelay.auth;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.airelay.house.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class AuthHouseTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .withImportOption(HouseRules.NO_TEST_JARS)
                    .importPackages("dev.airelay.auth", "dev.airelay.platform");

    @TestFactory
    Stream<DynamicTest> holds() {
        return Stream.of(
                        HouseRules.platformRoomsKeepApart(),
                        HouseRules.noWordsThatSayNothing(),
                        HouseRules.environmentIsReadOnlyIn(AuthFunction.class.getName()))
                .map(rule ->
                        DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(CLASSES)));
    }
}
