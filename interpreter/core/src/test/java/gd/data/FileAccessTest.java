package gd.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.report.DataProblem;
import gd.report.MathProblem;
import gd.report.Problem;
import gd.report.Refusal;
import gd.report.Source;
import gd.report.Span;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class FileAccessTest {
  @TempDir Path folder;

  private Columns csv(String text) throws IOException {
    Files.writeString(folder.resolve("t.csv"), text);
    return new FileAccess(folder).readCsv("t.csv");
  }

  private static Problem refused(Executable action) {
    Refusal refusal = assertThrows(Refusal.class, action);
    return refusal.at(new Span(new Source("input", ""), 0, 0));
  }

  private String whyNot(String text) {
    Problem problem = refused(() -> csv(text));
    return assertInstanceOf(DataProblem.CannotRead.class, problem).why();
  }

  private static double[] decimals(Columns table, int column) {
    return assertInstanceOf(Column.Decimals.class, table.columns().get(column)).values();
  }

  private static List<String> texts(Columns table, int column) {
    return assertInstanceOf(Column.Texts.class, table.columns().get(column)).values();
  }

  @Test
  void infersNumbersAndTexts() throws IOException {
    Columns table = csv("area,town\n12,Porto\n-1.5e1,\"Faro, south\"\n");
    assertEquals(List.of("area", "town"), table.names());
    assertArrayEquals(new double[] {12, -15}, decimals(table, 0));
    assertEquals(List.of("Porto", "Faro, south"), texts(table, 1));
    assertEquals(List.of(), table.notes());
    assertEquals(2, table.rows());
  }

  @Test
  void readsQuotesMarksAndEveryLineEnd() throws IOException {
    for (String end : List.of("\n", "\r\n", "\r")) {
      Columns table =
          csv("\uFEFFa,b" + end + "\"1\",\"say \"\"hi\"\"\"" + end + end + "2,\"x" + end + "y\"");
      assertEquals("a", table.names().getFirst());
      assertArrayEquals(new double[] {1, 2}, decimals(table, 0));
      assertEquals(List.of("say \"hi\"", "x" + end + "y"), texts(table, 1));
    }
  }

  @Test
  void textsThatLookLikeNumbersReadBackAsTexts() {
    FileAccess files = new FileAccess(folder);
    for (List<String> texts :
        List.of(
            List.of("1", "2"),
            List.of("01", "", "NA"),
            List.of(" 1e5", "x", "-2"),
            List.of("", ""),
            List.of("a", "", "b"))) {
      files.writeCsv("t.csv", new Columns(List.of("code"), List.of(new Column.Texts(texts))));
      assertEquals(texts, texts(files.readCsv("t.csv"), 0));
    }
  }

  @Test
  void quotesAroundAllCellsSayNothingOfTheirKind() throws IOException {
    assertArrayEquals(new double[] {1, 3}, decimals(csv("\"a\"\n\"1\"\n\"3\"\n"), 0));
    Columns marked = csv("zip\n\"01\"\n\"03\"\n");
    assertEquals(List.of("01", "03"), texts(marked, 0));
    assertEquals(List.of("Column zip is texts: its cells are in quotation marks."), marked.notes());
  }

  @Test
  void anOpenQuoteIsToldWhereItOpens() {
    assertEquals("a quote in the row of line 1 is never closed", whyNot("a,\"b\n1,2\n3,4\n"));
    assertEquals("a quote in the row of line 2 is never closed", whyNot("a,b\n\"1,2\n3,4\n"));
    assertEquals("a quote in the row of line 3 is never closed", whyNot("a,b\n1,2\n\"3,4\n5,6\n"));
    assertEquals("line 2 has 1 cell, but the first line has 2", whyNot("a,b\n\"1,2\"\n3,4\n"));
  }

  @Test
  void semicolonsAndTabsSeparateToo() throws IOException {
    assertArrayEquals(new double[] {2}, decimals(csv("a;b\n1;2\n"), 1));
    assertArrayEquals(new double[] {2}, decimals(csv("a\tb\n1\t2\n"), 1));
  }

  @Test
  void namesColumnsThatHaveNoNames() throws IOException {
    Columns table = csv("1,2\n3,4\n");
    assertEquals(List.of("c1", "c2"), table.names());
    assertArrayEquals(new double[] {1, 3}, decimals(table, 0));
    assertEquals(1, table.notes().size());
  }

  @Test
  void makesHeadingsIntoNames() throws IOException {
    Columns table = csv("sepal length (cm),2nd,área,\n1,2,3,4\n");
    assertEquals(List.of("sepal_length_cm", "c2nd", "área", "c4"), table.names());
    assertTrue(table.notes().getFirst().contains("`sepal length (cm)` is sepal_length_cm"));
    assertEquals("two of its columns are called `a`", whyNot("a,a\n1,2\n"));
  }

  @Test
  void pointsAtABadCell() {
    Problem problem = refused(() -> csv("a,b\n1,2\n3,x\n5,6\n"));
    DataProblem.BadCell cell = assertInstanceOf(DataProblem.BadCell.class, problem);
    assertEquals(3, cell.line());
    assertEquals("b", cell.column());
    assertEquals("the column holds numbers, and this is none", cell.why());
    for (String bad : List.of("abc", "inf", "1d", "0x1p3", "1e999", "1 2")) {
      assertInstanceOf(
          DataProblem.BadCell.class, refused(() -> csv("a,b\n1,2\n3,4\n5," + bad + "\n")));
    }
    DataProblem.BadCell comma =
        (DataProblem.BadCell) refused(() -> csv("a;b\n1.5;2\n3.5;4\n5;3,14\n"));
    assertTrue(comma.why().startsWith("a number is written with a decimal point: 3.14"));
  }

  @Test
  void aBadCellFarDownIsFoundAfterTheSample() {
    String text = "a\n" + "1\n".repeat(5000) + "x\n";
    assertEquals(5002, ((DataProblem.BadCell) refused(() -> csv(text))).line());
  }

  @Test
  void anEmptyTextCellIsAText() throws IOException {
    assertEquals(List.of("x", "", "y"), texts(csv("a,b\n1,x\n2,\n3,y\n"), 1));
  }

  @Test
  void reportsRaggedRowsAndEmptyFiles() {
    assertEquals("line 3 has 1 cell, but the first line has 2", whyNot("a,b\n1,2\n3\n"));
    assertEquals("line 2 has 3 cells, but the first line has 2", whyNot("a,b\n1,2,3\n"));
    assertEquals("it is empty; the first line should name the columns", whyNot(""));
    assertEquals("it is empty; the first line should name the columns", whyNot("\n\n"));
  }

  @Test
  void aTableHasRows() {
    assertEquals("it names columns, and has no rows under them", whyNot("a,b\n"));
  }

  @Test
  void refusesARowWithoutEnd() throws IOException {
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("long.csv.gz")))) {
      byte[] ones = "1".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
      out.write("a\n".getBytes(StandardCharsets.UTF_8));
      for (int k = 0; k < 64; k++) {
        out.write(ones);
      }
    }
    Problem problem = refused(() -> new FileAccess(folder).readCsv("long.csv.gz"));
    assertEquals(
        "characters in one row of a table",
        assertInstanceOf(MathProblem.LimitReached.class, problem).limit());
  }

  @Test
  void writesWhatItReads() throws IOException {
    Columns table =
        new Columns(
            List.of("x", "s"),
            List.of(
                new Column.Decimals(new double[] {0.1, -0.0, 3, 1e300, 1.0 / 3}),
                new Column.Texts(List.of("", "a,b", "\"q\"", "two\nlines", "ç"))));
    FileAccess files = new FileAccess(folder);
    for (String name : List.of("out.csv", "out.csv.gz")) {
      files.writeCsv(name, table);
      Columns back = files.readCsv(name);
      assertArrayEquals(decimals(table, 0), decimals(back, 0));
      assertEquals(texts(table, 1), texts(back, 1));
    }
    assertTrue(Files.readString(folder.resolve("out.csv")).startsWith("x,s\n0.1,\n-0.0,"));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(2, left.count());
    }
  }

  @Test
  void readsTextsWithoutTheirMark() throws IOException {
    Files.writeString(folder.resolve("a.gd"), "\uFEFFx = 1");
    assertEquals("x = 1", new FileAccess(folder).readText("a.gd"));
    Files.createDirectory(folder.resolve("sub"));
    assertEquals("x = 1", FileAccess.everywhere(folder.resolve("sub")).readText("../a.gd"));
    assertEquals("x = 1", new FileAccess(folder).beside("sub/b.gd").readText("../a.gd"));
    Files.writeString(folder.resolve("short"), "é");
    assertEquals("é", new FileAccess(folder).readText("short"));
  }

  @Test
  void saysWhyAFileCannotBeRead() throws IOException {
    FileAccess files = new FileAccess(folder);
    Files.write(folder.resolve("latin.txt"), new byte[] {'a', (byte) 0xE9, 'b'});
    Files.writeString(folder.resolve("not.csv.gz"), "a,b\n1,2\n");
    Files.createDirectory(folder.resolve("sub"));
    assertEquals("there is no such file", cannotRead(() -> files.readText("none.gd")));
    for (Executable reading :
        List.<Executable>of(() -> files.readText("latin.txt"), () -> files.readCsv("latin.txt"))) {
      DataProblem.NotUtf8 bad = assertInstanceOf(DataProblem.NotUtf8.class, refused(reading));
      assertEquals(1, bad.offset());
      assertEquals(0xE9, bad.content());
    }
    assertEquals("it is not gzip data", cannotRead(() -> files.readCsv("not.csv.gz")));
    assertEquals("it is a folder", cannotRead(() -> files.readText("sub")));
    assertEquals("that is no name of a file", cannotRead(() -> files.readText("a\0b")));
    assertEquals("the name is empty", cannotRead(() -> files.readText("")));
  }

  private static String cannotRead(Executable action) {
    return assertInstanceOf(DataProblem.CannotRead.class, refused(action)).why();
  }

  @Test
  void refusesATextTooLong() throws IOException {
    Files.write(folder.resolve("big.gd"), new byte[FileAccess.LONGEST_TEXT + 1]);
    assertInstanceOf(
        MathProblem.LimitReached.class, refused(() -> new FileAccess(folder).readText("big.gd")));
  }

  @Test
  void keepsTheOldFileWhenWritingFails() throws IOException {
    FileAccess files = new FileAccess(folder);
    files.writeText("a.txt", "old");
    assertInstanceOf(
        DataProblem.CannotWrite.class, refused(() -> files.writeText("no/such/a.txt", "x")));
    assertEquals("old", files.readText("a.txt"));
    files.writeText("a.txt", "new");
    assertEquals("new", files.readText("a.txt"));
  }

  @Test
  void noneRefusesEverything() {
    FileAccess none = FileAccess.none();
    assertEquals("this session may not use files", cannotRead(() -> none.readText("a")));
    assertEquals("this session may not use files", cannotRead(() -> none.readCsv("a")));
    assertEquals(
        "this session may not use files", cannotRead(() -> none.beside("a").readText("b")));
    assertInstanceOf(DataProblem.CannotWrite.class, refused(() -> none.writeText("a", "x")));
  }

  @Test
  void nothingLeadsOutOfTheFolder(@TempDir Path other) throws IOException {
    Files.writeString(other.resolve("secret.csv"), "a\n1\n");
    Path inside = Files.createDirectories(folder.resolve("inside/deeper"));
    Files.writeString(inside.resolve("t.csv"), "a\n1\n");
    Files.createSymbolicLink(inside.resolve("way"), other);
    FileAccess files = new FileAccess(folder.resolve("inside"));
    assertEquals(1, files.readCsv("deeper/t.csv").rows());
    assertEquals(1, files.readCsv("deeper/../deeper/t.csv").rows());
    assertEquals(1, files.beside("deeper/x.gd").readCsv("../deeper/t.csv").rows());
    for (String name :
        List.of(
            other + "/secret.csv",
            other + "/none.csv",
            "../x.csv",
            "no/../../x.csv",
            "deeper/way/secret.csv",
            "deeper/way/none.csv")) {
      String why = "it is outside the folder whose files this session may use";
      assertEquals(why, cannotRead(() -> files.readCsv(name)), name);
      assertEquals(why, cannotRead(() -> files.exists(name)), name);
      assertEquals(why, cannotRead(() -> files.identity(name)), name);
      assertInstanceOf(DataProblem.CannotWrite.class, refused(() -> files.writeText(name, "x")));
    }
    assertEquals(
        "it is outside the folder whose files this session may use",
        cannotRead(() -> files.beside("deeper/x.gd").readText("../../a.txt")));
    assertEquals("a\n1\n", Files.readString(other.resolve("secret.csv")));
    assertEquals(1, FileAccess.everywhere(inside).readCsv(other + "/secret.csv").rows());
  }
}
