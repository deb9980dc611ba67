package gd.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import gd.backend.Precision;
import gd.evaluate.Traces;
import gd.pages.Page;
import gd.report.Source;
import gd.transcript.Repository;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The OpenCL source of the pipeline pages that show their kernels. Needs no device. */
class PagesTest {
  private static Stream<Page> pages() {
    return Page.all().filter(page -> !page.section("KERNELS").isEmpty());
  }

  @TestFactory
  Stream<DynamicTest> sources() {
    return pages()
        .map(page -> dynamicTest(page.file().getFileName().toString(), () -> check(page)));
  }

  @Test
  void thereAreSome() {
    assertFalse(pages().findAny().isEmpty());
  }

  private static void check(Page page) {
    Traces.Trace trace = Traces.first(new Source("page", page.source())).orElseThrow();
    List<String> source =
        Translator.translate(trace.schedule(), Precision.DOUBLE, true).source().lines().toList();
    List<String> now = page.lines(Map.of("OPENCL", source));
    if (Repository.updates() || page.section("OPENCL").isEmpty()) {
      Repository.write(page.file(), now);
    }
    assertEquals(String.join("\n", Repository.lines(page.file())), String.join("\n", now));
  }
}
