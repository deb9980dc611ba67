package gd.opencl;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** A back end knows kernels, not the language. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("gd.opencl");

  @Test
  void onlyTheContractsOfTheCore() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "gd.opencl",
            "gd.report",
            "gd.formula",
            "gd.tensor",
            "gd.kernel",
            "gd.backend",
            "org.jocl",
            "org.jspecify.annotations",
            "java..")
        .check(CLASSES);
  }

  /** The probe is started with this module and JOCL on its class path, and nothing else. */
  @Test
  void theProbeNeedsNoCore() {
    noClasses()
        .that()
        .haveNameMatching(
            "gd\\.opencl\\.(Probe|Facts|Found|NativeLibrary|CacheFolder|Checksum)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("gd.report", "gd.formula", "gd.tensor", "gd.kernel", "gd.backend")
        .check(CLASSES);
  }
}
