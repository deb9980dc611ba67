package gd.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.Session;
import gd.report.DataProblem;
import gd.report.MathProblem;
import gd.report.Problem;
import gd.report.Refusal;
import gd.report.Source;
import gd.report.Span;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Files as they come from elsewhere: dialects, gaps, and what only looks like a table. */
class HostileTablesTest {
  @TempDir Path folder;

  private Columns read(String text) throws IOException {
    return read(text, Dialect.standard());
  }

  private Columns read(String text, Dialect dialect) throws IOException {
    Files.writeString(folder.resolve("t.csv"), text);
    return new FileAccess(folder).readCsv("t.csv", dialect);
  }

  private static Dialect missing(Dialect.Missing missing) {
    return new Dialect(Optional.empty(), Optional.empty(), missing, StandardCharsets.UTF_8);
  }

  private static Problem refused(Executable action) {
    Refusal refusal = assertThrows(Refusal.class, action);
    return refusal.at(new Span(new Source("input", ""), 0, 0));
  }

  private static String limit(Executable action) {
    return assertInstanceOf(MathProblem.LimitReached.class, refused(action)).limit();
  }

  private static double[] decimals(Columns table, int column) {
    return assertInstanceOf(Column.Decimals.class, table.columns().get(column)).values();
  }

  private static List<String> texts(Columns table, int column) {
    return assertInstanceOf(Column.Texts.class, table.columns().get(column)).values();
  }

  @Test
  void mixedLineEndsKeepTheirNumbers() {
    DataProblem.BadCell bad =
        assertInstanceOf(
            DataProblem.BadCell.class, refused(() -> read("a,b\r\n1,2\r3,4\n5,x\n6,7\n8,9")));
    assertEquals(4, bad.line());
  }

  @Test
  void decimalCommasAreSeenWhereCommasDoNotSeparate() throws IOException {
    Columns table = read("x;y\n3,14;2\n-1,5e3;7\n");
    assertArrayEquals(new double[] {3.14, -1500}, decimals(table, 0));
    assertEquals(1, table.notes().size());
    assertArrayEquals(new double[] {2.71}, decimals(read("\"3,14\";\"2,71\"\n"), 1));
    Columns quoted = read("x,y\n\"3,14\",1\n");
    assertEquals(List.of("3,14"), texts(quoted, 0));
    assertTrue(quoted.notes().getFirst().contains("decimal"));
    Dialect commas =
        new Dialect(
            Optional.empty(),
            Optional.of(','),
            new Dialect.Missing.Refused(),
            StandardCharsets.UTF_8);
    assertArrayEquals(new double[] {3.14}, decimals(read("x,y\n\"3,14\",1\n", commas), 0));
    assertInstanceOf(
        DataProblem.BadCell.class, refused(() -> read("a\tb\n1,5\t2\n1.5\t3\n2,5\t4\n")));
  }

  @Test
  void marksBetweenThousandsAreNoDecimalCommas() throws IOException {
    for (String text :
        List.of(
            "x,y\n\"1,000\",1\n\"25,000\",2\n",
            "x;y\n1.234,5;1\n3.000;2\n",
            "x,y\n\"1,000.50\",1\n\"3,000,000\",2\n")) {
      List<String> notes = read(text).notes();
      assertEquals(1, notes.size(), text);
      assertTrue(notes.getFirst().contains("marks between thousands"), notes.getFirst());
    }
    assertEquals(List.of(), read("x,y\n10 000 Lisboa,1\n2-3,2\n").notes());
  }

  @Test
  void blanksAroundHeadingsDoNotCount() throws IOException {
    Columns table = read(" a , price (EUR)\n1,2\n");
    assertEquals(List.of("a", "price_EUR"), table.names());
    assertEquals(1, table.find("price (EUR)").orElseThrow());
    assertTrue(table.notes().getFirst().contains("`price (EUR)` is price_EUR"));
  }

  @Test
  void gapsAreReportedFilledOrDropped() throws IOException {
    String text = "name,age,fare\nA,22,7.25\nB,,8\nC,NA,\nD,30,1\n";
    DataProblem.MissingCells gaps =
        assertInstanceOf(DataProblem.MissingCells.class, refused(() -> read(text)));
    assertEquals(
        List.of(new DataProblem.Gap("age", 2, 4, 3), new DataProblem.Gap("fare", 1, 4, 4)),
        gaps.gaps());
    Columns dropped = read(text, missing(new Dialect.Missing.Dropped()));
    assertArrayEquals(new double[] {22, 30}, decimals(dropped, 1));
    assertEquals(List.of("A", "D"), texts(dropped, 0));
    Columns filled = read(text, missing(new Dialect.Missing.FilledWith(-1)));
    assertArrayEquals(new double[] {22, -1, -1, 30}, decimals(filled, 1));
  }

  @Test
  void latin1IsReadWhenItIsNamed() throws IOException {
    byte[] bytes = "a,town\n1,Porto\n2,Évora\n".getBytes(StandardCharsets.ISO_8859_1);
    Files.write(folder.resolve("l.csv"), bytes);
    FileAccess files = new FileAccess(folder);
    DataProblem.NotUtf8 bad =
        assertInstanceOf(DataProblem.NotUtf8.class, refused(() -> files.readCsv("l.csv")));
    assertEquals(List.of(17L, 3L), List.of(bad.offset(), bad.line()));
    Dialect latin =
        new Dialect(
            Optional.empty(),
            Optional.empty(),
            new Dialect.Missing.Refused(),
            StandardCharsets.ISO_8859_1);
    assertEquals(List.of("Porto", "Évora"), texts(files.readCsv("l.csv", latin), 1));
  }

  /** A character of several bytes may lie across the blocks that are decoded. */
  @Test
  void theBadByteIsFoundFarDown() throws IOException {
    byte[] text = ("é\n".repeat(40_000) + "x").getBytes(StandardCharsets.UTF_8);
    byte[] bytes = java.util.Arrays.copyOf(text, text.length + 1);
    bytes[text.length] = (byte) 0xFF;
    Files.write(folder.resolve("far.csv"), bytes);
    DataProblem.NotUtf8 bad =
        assertInstanceOf(
            DataProblem.NotUtf8.class, refused(() -> new FileAccess(folder).readText("far.csv")));
    assertEquals(List.of(120_001L, 40_001L), List.of(bad.offset(), bad.line()));
  }

  @Test
  void whatIsTooLargeNamesItsLimit() throws IOException {
    assertEquals(
        "characters in one cell of a table",
        limit(() -> read("a,b\n" + "x".repeat(1_000_000) + ",1\n")));
    assertEquals("columns of a table", limit(() -> read("1,".repeat(20_000) + "\n")));
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve("line.csv").toFile(), "rw")) {
      file.setLength(1L << 30);
    }
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () ->
            assertEquals(
                "characters in one row of a table",
                limit(() -> new FileAccess(folder).readCsv("line.csv"))));
  }

  @Test
  void wholeNumbersThatAreRoundedAreNoted() throws IOException {
    Columns table = read("id\n5\n9007199254740993\n9007199254740992\n");
    assertTrue(table.notes().getFirst().contains("(line 3 is the first)"));
    assertEquals(List.of(), read("id\n9007199254740992\n").notes());
  }

  @Test
  void aQuoteThatIsNeverClosedIsAProblem() throws IOException {
    DataProblem.CannotRead open =
        assertInstanceOf(
            DataProblem.CannotRead.class, refused(() -> read("a,b\n1,x\n2,\"y\n3,z\n4,u\n")));
    assertTrue(open.why().contains("line 3"), open.why());
    assertEquals(
        List.of("two\nlines", "5\" pipe"), texts(read("a,b\n1,\"two\nlines\"\n2,5\" pipe\n"), 1));
  }

  @Test
  void headingsAreUnderstoodAsTheyStand() throws IOException {
    Columns table = read("diff,x;y,\n1,2,3\n");
    assertEquals(List.of("diff", "x_y", "c3"), table.names());
    assertEquals(1, table.find("x;y").orElseThrow());
    assertEquals(2, table.find("").orElseThrow());
    assertTrue(table.find("z").isEmpty());
    new FileAccess(folder).writeCsv("back.csv", table);
    assertTrue(Files.readString(folder.resolve("back.csv")).startsWith("diff,x;y,"));
  }

  @Test
  void whatIsNoFileIsNotWaitedFor() throws IOException, InterruptedException {
    FileAccess files = new FileAccess(folder);
    Path pipe = folder.resolve("pipe");
    Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
    Assumptions.assumeTrue(made.waitFor() == 0 && Files.exists(Path.of("/dev/zero")));
    for (String name : List.of("pipe", "/dev/zero", ".")) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(10),
          () -> {
            assertInstanceOf(DataProblem.CannotRead.class, refused(() -> files.readCsv(name)));
            assertInstanceOf(DataProblem.CannotRead.class, refused(() -> files.readText(name)));
            assertInstanceOf(
                DataProblem.CannotWrite.class, refused(() -> files.writeText(name, "x")));
          });
    }
  }

  @Test
  void linksDoNotLeadWritingOutOfTheFolder() throws IOException {
    Path outside = Files.createTempFile("outside", ".csv");
    try {
      Files.createSymbolicLink(folder.resolve("out.csv"), outside);
      Files.writeString(folder.resolve("in.csv"), "old");
      Files.createSymbolicLink(folder.resolve("inner.csv"), Path.of("in.csv"));
      FileAccess files = new FileAccess(folder);
      assertInstanceOf(
          DataProblem.CannotWrite.class, refused(() -> files.writeText("out.csv", "x")));
      assertEquals("", Files.readString(outside));
      files.writeText("inner.csv", "new");
      assertEquals("new", Files.readString(folder.resolve("in.csv")));
    } finally {
      Files.deleteIfExists(outside);
    }
  }

  /** The address space of a process has nothing at 0: reading it there is a failure of the disk. */
  @Test
  void aDiskThatFailsIsNamed() {
    Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/mem")));
    FileAccess files = FileAccess.everywhere(folder);
    DataProblem.CannotRead bad =
        assertInstanceOf(
            DataProblem.CannotRead.class, refused(() -> files.readCsv("/proc/self/mem")));
    assertEquals("/proc/self/mem", bad.file());
    assertFalse(bad.why().isBlank());
  }

  @Test
  void writingThatIsInterruptedLeavesTheOldFile() throws IOException {
    FileAccess files = new FileAccess(folder);
    files.writeText("t.csv", "a\n1\n");
    String much = "b\n" + "2\n".repeat(1_000_000);
    Thread.currentThread().interrupt();
    try {
      assertInstanceOf(
          DataProblem.CannotWrite.class, refused(() -> files.writeText("t.csv", much)));
    } finally {
      assertTrue(Thread.interrupted());
    }
    assertEquals("a\n1\n", files.readText("t.csv"));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of("t.csv"), left.map(f -> f.getFileName().toString()).toList());
    }
  }

  /** Ten million brackets are neither a table nor a script. */
  @Test
  void textsThatNestWithoutEndAreRefused() throws IOException {
    Files.writeString(folder.resolve("deep.csv"), "[".repeat(10 << 20));
    assertEquals(
        "characters in one row of a table",
        limit(() -> new FileAccess(folder).readCsv("deep.csv")));
    Files.writeString(folder.resolve("deep.gd"), "[".repeat(10 << 20));
    try (Session session =
        Session.open(Session.Options.standard().withFiles(new FileAccess(folder)))) {
      List<Problem> problems = session.evaluate("import \"deep.gd\"").problems();
      assertEquals("limit-reached", problems.getFirst().kind());
      assertTrue(session.evaluate("1 + 1").ok());
    }
  }
}
