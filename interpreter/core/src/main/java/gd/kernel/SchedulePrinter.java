package gd.kernel;

import gd.formula.FormulaPrinter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Schedules as text, for people: a line a kernel, with its statements. */
public final class SchedulePrinter {
  private SchedulePrinter() {}

  /** Buffers are b0, b1, …; the slots of a body are #1, #2, … as in formulas. */
  public static String print(Schedule schedule, int digits) {
    FormulaPrinter formulas = new FormulaPrinter(digits);
    return schedule.kernels().stream()
        .map(kernel -> text(kernel, formulas))
        .collect(Collectors.joining("\n"));
  }

  private static String text(Kernel kernel, FormulaPrinter formulas) {
    return switch (kernel) {
      case Kernel.Elementwise elementwise ->
          buffer(elementwise.output())
              + " = elementwise "
              + elementwise.space()
              + reads(elementwise.inputs())
              + body(elementwise.body(), formulas);
      case Kernel.Reduction reduction ->
          buffer(reduction.output())
              + " = reduce "
              + reduction.combine().name().toLowerCase(Locale.ROOT)
              + " "
              + reduction.outer()
              + " over "
              + reduction.inner()
              + reads(reduction.inputs())
              + body(reduction.body(), formulas);
      case Kernel.Product product ->
          buffer(product.output())
              + " = product "
              + List.of(product.rows(), product.inner(), product.columns())
              + " of "
              + read(product.left())
              + " and "
              + read(product.right())
              + reads(product.inputs())
              + body(product.body(), formulas);
      case Kernel.Rows rows ->
          "rows of "
              + buffer(rows.matrix())
              + " "
              + List.of(rows.rows(), rows.columns())
              + rows.vectors().stream()
                  .map(vector -> " times " + vector(vector))
                  .collect(Collectors.joining())
              + reads(rows.inputs())
              + body(rows.body(), formulas)
              + rows.outputs().stream().map(SchedulePrinter::result).collect(Collectors.joining());
      case Kernel.Placement placement ->
          buffer(placement.output())
              + " = place "
              + placement.parts().stream()
                  .map(part -> read(part.from()) + " at " + part.offset() + " by " + part.strides())
                  .collect(Collectors.joining(", "));
    };
  }

  private static String result(Kernel.RowOutput output) {
    String what =
        switch (output) {
          case Kernel.RowOutput.Total _ -> "total";
          case Kernel.RowOutput.Weighted _ -> "transposed product";
          case Kernel.RowOutput.Each _ -> "each";
        };
    return "\n    " + buffer(output.buffer()) + " = " + what + " #" + (output.slot() + 1);
  }

  private static String body(Body body, FormulaPrinter formulas) {
    return IntStream.range(0, body.statements().size())
        .mapToObj(
            k ->
                "\n    #"
                    + (body.inputs() + k + 1)
                    + " = "
                    + formulas.print(body.statements().get(k))
                    + body.operands().get(k).stream()
                        .map(operand -> " #" + (operand + 1))
                        .collect(Collectors.joining("", "  of", "")))
        .collect(Collectors.joining());
  }

  private static String reads(List<Access> accesses) {
    return accesses.isEmpty()
        ? ""
        : accesses.stream()
            .map(SchedulePrinter::read)
            .collect(Collectors.joining(", ", " reading ", ""));
  }

  private static String vector(Access access) {
    boolean isWhole = access.offset() == 0 && access.strides().equals(List.of(1));
    return isWhole ? buffer(access.buffer()) : read(access);
  }

  private static String read(Access access) {
    return buffer(access.buffer())
        + (access.offset() == 0 ? "" : "+" + access.offset())
        + access.strides();
  }

  private static String buffer(int number) {
    return "b" + number;
  }
}
