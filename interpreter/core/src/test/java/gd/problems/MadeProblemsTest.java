package gd.problems;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gd.report.DeviceProblem.DeviceFailed;
import gd.report.DeviceProblem.NoDevice;
import gd.report.DeviceProblem.OutOfMemory;
import gd.report.Problem;
import gd.report.RunProblem.Cancelled;
import gd.report.RunProblem.Internal;
import gd.report.Source;
import gd.report.Span;
import gd.transcript.Conversation;
import gd.transcript.Repository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The problems that depend on the machine, on another thread or on a fault of gd itself, made by
 * hand.
 */
class MadeProblemsTest {
  private static final Source COMMAND =
      new Source("<command line>", "gd run fit.gd --device opencl");
  private static final Source SCRIPT = new Source("fit.gd", "L(w) = w^2\nbest = descend(L, 3)");

  private static final List<Problem> PROBLEMS =
      List.of(
          new NoDevice(
              new Span(COMMAND, 14, 29),
              "opencl",
              "the OpenCL library was found (libOpenCL.so.1), but it lists no device",
              List.of("platforms   0", "tried       GPU, accelerator, CPU")),
          new DeviceFailed(new Span(SCRIPT, 18, 31), "opencl:0", "the program could not be built"),
          new OutOfMemory(new Span(SCRIPT, 18, 31), "opencl:0", 12_000_000_000L, 4_000_000_000L),
          new Cancelled(new Span(SCRIPT, 18, 31)),
          new Internal(new Span(SCRIPT, 18, 31), "IllegalStateException in Scheduler"));

  static final Set<String> KINDS =
      PROBLEMS.stream()
          .map(problem -> problem.getClass().getSimpleName())
          .collect(Collectors.toUnmodifiableSet());

  @Test
  void theirPageIsAsItShouldBe() {
    List<String> lines = new ArrayList<>(List.of("Problems that no script can be sure to meet."));
    for (Problem problem : PROBLEMS) {
      lines.addAll(List.of("", "```text"));
      Conversation.rendered(problem).forEach(line -> lines.add(line.stripTrailing()));
      lines.add("```");
    }
    Path page = Repository.root().resolve("interpreter/core/src/test/problems/made.md");
    if (Repository.updates()) {
      Repository.write(page, lines);
    }
    assertEquals(lines, Repository.lines(page));
  }
}
