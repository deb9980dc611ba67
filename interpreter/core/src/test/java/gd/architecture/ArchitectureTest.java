package gd.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import gd.syntax.Formatter;
import gd.syntax.Parser;
import gd.transcript.Repository;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The rules of ARCHITECTURE.md that a test can hold. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
  /** The packages of core: each may see only those before it. */
  private static final List<String> ORDER =
      List.of(
          "gd.report",
          "gd.data",
          "gd.syntax",
          "gd.formula",
          "gd.linear",
          "gd.symbolic",
          "gd.tensor",
          "gd.matrix",
          "gd.kernel",
          "gd.backend",
          "gd.backend.jvm",
          "gd.descent",
          "gd.library",
          "gd.evaluate",
          "gd.display",
          "gd");

  private final JavaClasses core =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/grammar/"))
          .importPackages("gd");

  @Test
  void packagesSeeOnlyThoseBeforeThem() {
    for (int k = 0; k < ORDER.size(); k++) {
      String[] later = ORDER.subList(k + 1, ORDER.size()).toArray(String[]::new);
      if (later.length > 0) {
        noClasses()
            .that()
            .resideInAPackage(ORDER.get(k))
            .should(dependOnClassesThat(resideInAnyPackage(later)))
            .check(core);
      }
    }
  }

  @Test
  void everyPackageHasItsPlaceInTheOrder() {
    Set<String> packages =
        core.stream()
            .map(type -> type.getPackageName())
            .collect(Collectors.toCollection(TreeSet::new));
    packages.removeIf(name -> name.startsWith("gd.grammar"));
    assertEquals(new TreeSet<>(ORDER), packages);
  }

  @Test
  void onlySymbolicSeesSymja() {
    noClasses()
        .that()
        .resideOutsideOfPackage("gd.symbolic")
        .should(dependOnClassesThat(resideInAPackage("org.matheclipse..")))
        .check(core);
  }

  /** Matrices are gd.linear's; special functions are formulas' and algebra's. */
  @Test
  void hipparchusStaysBehindThreePackages() {
    noClasses()
        .that()
        .resideOutsideOfPackage("gd.linear")
        .should(dependOnClassesThat(resideInAPackage("org.hipparchus.linear..")))
        .check(core);
    noClasses()
        .that()
        .resideOutsideOfPackages("gd.formula", "gd.linear", "gd.symbolic")
        .should(dependOnClassesThat(resideInAPackage("org.hipparchus..")))
        .check(core);
  }

  /**
   * The tree and what else others see of gd.syntax knows nothing of ANTLR; Parser is the door, and
   * Formatter, which lays out tokens and comments as they are written.
   */
  @Test
  void onlyTheParserSeesAntlr() {
    noClasses()
        .that()
        .resideOutsideOfPackage("gd.syntax")
        .should(dependOnClassesThat(resideInAPackage("org.antlr..")))
        .check(core);
    noClasses()
        .that()
        .resideInAPackage("gd.syntax")
        .and()
        .arePublic()
        .and()
        .areNotAssignableTo(Parser.class)
        .and()
        .areNotAssignableTo(Formatter.class)
        .should(dependOnClassesThat(resideInAPackage("org.antlr..")))
        .check(core);
  }

  @Test
  void coreNeedsNoDeviceTerminalOrCommandLine() {
    noClasses().should(dependOnClassesThat(resideInAPackage("org.jocl.."))).check(core);
    noClasses().should(dependOnClassesThat(resideInAPackage("org.jline.."))).check(core);
  }

  @Test
  void corePrintsNothing() {
    noClasses().should(ACCESS_STANDARD_STREAMS).check(core);
    noClasses().should().callMethod(Throwable.class, "printStackTrace").check(core);
  }

  @Test
  void filesAreTouchedThroughFileAccessOnly() {
    for (Class<?> type :
        List.of(
            Files.class,
            File.class,
            FileInputStream.class,
            FileOutputStream.class,
            FileReader.class,
            FileWriter.class,
            RandomAccessFile.class,
            FileChannel.class)) {
      noClasses()
          .that()
          .resideOutsideOfPackage("gd.data")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(type)
          .check(core);
    }
  }

  @Test
  void nothingStaticChanges() {
    fields()
        .that()
        .haveModifier(STATIC)
        .and(describe("are not made by the compiler", field -> !field.getName().startsWith("$")))
        .should()
        .haveModifier(FINAL)
        .check(core);
  }

  @Test
  void everyPackageIsNullMarked() {
    for (String name : ORDER) {
      JavaPackage found = core.getPackage(name);
      assertTrue(found.isAnnotatedWith(NullMarked.class), name);
    }
  }

  @Test
  void theFirstPageOfArchitectureNamesEveryPackage() {
    String page = String.join("\n", Repository.lines(Repository.root().resolve("ARCHITECTURE.md")));
    assertTrue(page.contains("\n---\n"), "a rule ends the first page");
    String first = page.substring(0, page.indexOf("\n---\n"));
    Matcher names = Pattern.compile("`(gd(?:\\.[a-z]+)*)`").matcher(first);
    Set<String> named = new TreeSet<>();
    while (names.find()) {
      named.add(names.group(1));
    }
    Set<String> there = new TreeSet<>(ORDER);
    there.addAll(Set.of("gd.grammar", "gd.opencl", "gd.cli", "gd.bench"));
    assertEquals(there, named);
  }
}
