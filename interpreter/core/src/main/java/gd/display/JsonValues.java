package gd.display;

import gd.data.Column;
import gd.data.Columns;
import gd.evaluate.Interpreter;
import gd.evaluate.Value;
import gd.formula.ComplexEvaluation;
import gd.formula.Dag;
import gd.formula.Derivation;
import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.FormulaPrinter;
import gd.syntax.Printer;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Values in JSON, with all digits: decimals are numbers; exact numbers, which JSON's readers would
 * round, and formulas are texts that gd reads back. The decimal of a complex number has a real and
 * an imaginary part.
 */
public final class JsonValues {
  /** Elements of an array, or rows of a table; of a larger one the first, marked as cut. */
  private static final int MOST = 1_000_000;

  private static final FormulaPrinter PRINTER = new FormulaPrinter(FormulaPrinter.EXACT);

  private JsonValues() {}

  /** {@code {"kind":"number","exact":"1/2","decimal":0.5}}. */
  public static String of(Value value, Interpreter in, Display display) {
    return switch (value) {
      case Value.Scalar(var formula) -> scalar(formula, in);
      case Value.Array(Tensor.Data data, _) -> array(data);
      case Value.Array(var tensor, _) ->
          Json.object("kind", "formula").with("exact", Display.formula(tensor)).text();
      case Value.Condition _ -> Json.object("kind", "condition").text();
      case Value.Truth(var truth) ->
          Json.object("kind", "truth").json("value", String.valueOf(truth)).text();
      case Value.Text(var text) -> Json.object("kind", "text").with("value", text).text();
      case Value.Texts(var texts) ->
          Json.object("kind", "texts")
              .json("values", Json.array(texts.stream().map(Json::string).toList()))
              .text();
      case Value.Nothing _ -> Json.object("kind", "nothing").text();
      case Value.Callable function ->
          Json.object("kind", "function")
              .json(
                  "parameters",
                  Json.array(in.parameters(function).stream().map(Json::string).toList()))
              .with("text", FunctionText.of(function, in, display))
              .text();
      case Value.Table(var name, var columns) -> table(name, columns);
      case Value.Fields(var fields) ->
          Json.object("kind", "fields").json("fields", fields(fields, in, display)).text();
      case Value.Explanation(var derivation, var by, _) ->
          Json.object("kind", "derivation").with("by", by).json("step", step(derivation)).text();
      case Value.Backpropagation(var nodes) ->
          Json.object("kind", "graph")
              .json("nodes", Json.array(nodes.stream().map(n -> node(n, in, display)).toList()))
              .text();
      case Value.Agreement(var ways) ->
          Json.object("kind", "agreement")
              .json(
                  "ways",
                  Json.array(
                      ways.stream()
                          .map(
                              way ->
                                  Json.object("kind", "way")
                                      .with("name", way.name())
                                      .json("gradient", of(way.gradient(), in, display))
                                      .json("distance", Json.number(way.distance()))
                                      .text())
                          .toList()))
              .text();
      case Value.Descent(var result) ->
          Json.object("kind", "descent")
              .with("why", result.why())
              .json("steps", String.valueOf(result.steps()))
              .with("device", result.device())
              .json("seconds", Json.number(result.time().toNanos() / 1e9))
              .json("loss", of(result.loss(), in, display))
              .json("parameters", fields(result.parameters(), in, display))
              .json("losses", of(result.losses(), in, display))
              .text();
    };
  }

  private static String step(Derivation derivation) {
    Json json =
        Json.object("kind", "step")
            .with("rule", derivation.rule().title())
            .with("of", PRINTER.print(derivation.of()))
            .with("derivative", PRINTER.print(derivation.derivative()));
    if (derivation.chain().isPresent()) {
      Derivation.Chain chain = derivation.chain().get();
      json =
          json.with("outer", PRINTER.print(chain.outer()))
              .json("links", Json.array(chain.links().stream().map(JsonValues::link).toList()));
    }
    return json.json(
            "parts", Json.array(derivation.parts().stream().map(JsonValues::step).toList()))
        .text();
  }

  private static String link(Derivation.Link link) {
    return Json.object("kind", "link")
        .with("letter", link.letter().name())
        .with("inner", PRINTER.print(link.inner()))
        .with("slope", PRINTER.print(link.slope()))
        .text();
  }

  private static String node(Value.Node node, Interpreter in, Display display) {
    return Json.object("kind", "node")
        .with("name", node.name())
        .with("made", node.made().map(Printer::print).orElse(""))
        .json("value", of(node.value(), in, display))
        .json("gradient", of(node.gradient(), in, display))
        .text();
  }

  private static String fields(Map<String, Value> fields, Interpreter in, Display display) {
    Map<String, String> members = new LinkedHashMap<>();
    fields.forEach((name, value) -> members.put(name, of(value, in, display)));
    return Json.members(members);
  }

  private static String scalar(Formula formula, Interpreter in) {
    return switch (formula) {
      case Formula.Decimal(var value) ->
          Json.object("kind", "number").json("decimal", Json.number(value)).text();
      case Formula.Precise precise ->
          Json.object("kind", "number").with("precise", PRINTER.print(precise)).text();
      case Formula.Rational _, Formula.Constant _ -> number(formula, in);
      case Formula.Symbol _,
          Formula.Slot _,
          Formula.Truth _,
          Formula.Sum _,
          Formula.Product _,
          Formula.Power _,
          Formula.Apply _,
          Formula.Piecewise _,
          Formula.Relation _,
          Formula.Logic _ ->
          Formula.isClosed(formula)
              ? number(formula, in)
              : Json.object("kind", "formula")
                  .with("exact", PRINTER.print(formula))
                  .with("latex", new Latex(FormulaPrinter.EXACT).of(formula))
                  .json("symbols", Json.array(symbols(formula)))
                  .text();
    };
  }

  /** An exact number with its decimal, or a decimal one that has an imaginary part. */
  private static String number(Formula formula, Interpreter in) {
    Json json = Json.object("kind", "number");
    if (Dag.postorder(List.of(formula)).stream().noneMatch(Formula.Decimal.class::isInstance)) {
      json = json.with("exact", PRINTER.print(formula));
    }
    Optional<Formula> decimal = in.algebra().approximation(formula);
    OptionalDouble real = decimal.map(Evaluation::constant).orElse(OptionalDouble.empty());
    if (real.isPresent()) {
      return json.json("decimal", Json.number(real.getAsDouble())).text();
    }
    double[] parts = decimal.map(ComplexEvaluation::parts).orElse(new double[] {Double.NaN, 0});
    if (Double.isNaN(parts[0])) {
      return json.with("text", PRINTER.print(formula)).text();
    }
    Map<String, String> complex = new LinkedHashMap<>();
    complex.put("real", Json.number(parts[0]));
    complex.put("imaginary", Json.number(parts[1]));
    return json.json("decimal", Json.members(complex)).text();
  }

  private static List<String> symbols(Formula formula) {
    return Dag.postorder(List.of(formula)).stream()
        .filter(Formula.Symbol.class::isInstance)
        .map(f -> Json.string(((Formula.Symbol) f).name()))
        .distinct()
        .sorted()
        .toList();
  }

  private static String array(Tensor.Data data) {
    int size = data.elements().size();
    List<String> elements = new ArrayList<>();
    for (int i = 0; i < Math.min(size, MOST); i++) {
      Formula element = data.elements().formula(i);
      elements.add(
          element instanceof Formula.Decimal(var value)
              ? Json.number(value)
              : Json.string(PRINTER.print(element)));
    }
    Json json =
        Json.object("kind", "array")
            .json("shape", data.shape().dimensions().toString())
            .json("elements", Json.array(elements));
    return (size > MOST ? json.json("cut", "true") : json).text();
  }

  private static String table(String name, Columns columns) {
    Map<String, String> members = new LinkedHashMap<>();
    for (int i = 0; i < columns.names().size(); i++) {
      members.put(columns.names().get(i), column(columns.columns().get(i)));
    }
    Json json =
        Json.object("kind", "table")
            .with("name", name)
            .json("rows", String.valueOf(columns.rows()))
            .json("columns", Json.members(members));
    return (columns.rows() > MOST ? json.json("cut", "true") : json).text();
  }

  private static String column(Column column) {
    return switch (column) {
      case Column.Decimals(var values) ->
          java.util.Arrays.stream(values)
              .limit(MOST)
              .mapToObj(Json::number)
              .collect(Collectors.joining(",", "[", "]"));
      case Column.Arrays arrays ->
          Json.array(
              java.util.stream.IntStream.range(0, Math.min(MOST, arrays.size()))
                  .mapToObj(row -> Json.string(arrays.shape()))
                  .toList());
      case Column.Texts(var values) ->
          Json.array(values.stream().limit(MOST).map(Json::string).toList());
    };
  }
}
