package gd.opencl;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** A back end knows kernels, not the language. */
class ArchitectureTest {
  @Test
  void theBackEndKnowsNothingOfTheLanguage() {
    noClasses()
        .that()
        .resideInAPackage("gd.opencl")
        .should(
            dependOnClassesThat(
                resideInAnyPackage(
                    "gd",
                    "gd.data",
                    "gd.syntax",
                    "gd.symbolic",
                    "gd.library",
                    "gd.evaluate",
                    "gd.display",
                    "gd.grammar")))
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("gd.opencl"));
  }
}
