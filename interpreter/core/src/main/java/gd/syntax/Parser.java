package gd.syntax;

import gd.grammar.GdParser;
import gd.report.Failure;
import gd.report.MathProblem.LimitReached;
import gd.report.Problem;
import gd.report.RunProblem.Internal;
import gd.report.RunProblem.Remark;
import gd.report.Source;
import gd.report.Span;
import gd.report.SyntaxProblem.BracketNeverClosed;
import gd.report.SyntaxProblem.Unexpected;
import gd.report.SyntaxProblem.Unfinished;
import gd.syntax.Syntax.*;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/**
 * Text to trees. Never throws: what cannot be read becomes problems, one a statement. A text is cut
 * into statements first, so parsing goes on after a mistake with the next statement; ANTLR's own
 * recovery is off.
 */
public final class Parser {
  private final Original original;
  private final Cutter cut;
  private final List<Statement> statements = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> notes = new ArrayList<>();
  private boolean incomplete;

  private Parser(Original original) {
    this.original = original;
    this.cut = new Cutter(original);
  }

  /** Reads a text as statements. */
  public static Parsed parse(Source source) {
    if (source.text().length() > Limits.SOURCE) {
      Span at = new Span(source, 0, 1);
      String instead = "Cut the text into several files.";
      Problem tooLong =
          new LimitReached(at, "characters of one text", "%,d".formatted(Limits.SOURCE), instead);
      return new Parsed(List.of(), List.of(tooLong), List.of(), false);
    }
    Parser parser = new Parser(Original.of(source));
    try {
      parser.parse();
    } catch (RuntimeException fault) { // of ours, perhaps in a hint: no exception leaves a session
      Span all = new Span(source, 0, source.text().codePointCount(0, source.text().length()));
      return new Parsed(List.of(), List.of(Internal.of(all, fault)), List.of(), false);
    }
    return new Parsed(parser.statements, parser.problems, parser.notes, parser.incomplete);
  }

  /** The expression between the braces of a text. Ends with a {@link Failure} if it is none. */
  static Expression insert(Original piece) {
    Parser parser = new Parser(piece);
    parser.cut.limit().ifPresent(Parser::fail);
    List<Slice> slices = parser.cut.slices();
    if (slices.size() != 1) {
      Span at = piece.span(0, piece.text().codePointCount(0, piece.text().length()));
      throw new Failure(
          new Unexpected(
              at, "`" + at.text() + "`", "one expression between the braces", List.of()));
    }
    AstBuilder ast = new AstBuilder(piece, parser.cut.documentation());
    return parser.tree(slices.getFirst(), p -> ast.expression(p.insert().expression()));
  }

  private static void fail(Problem problem) {
    throw new Failure(problem);
  }

  private void parse() {
    AstBuilder ast = new AstBuilder(original, cut.documentation());
    for (Slice slice : cut.slices()) {
      try {
        add(tree(slice, p -> ast.statement(p.script().statement())));
      } catch (Failure failure) {
        problems.add(failure.problem());
        incomplete = slice.last() && problems.size() == 1 && endsTooEarly(failure.problem());
      }
      if (problems.size() == Limits.PROBLEMS) {
        return;
      }
    }
    notes.addAll(Lookalikes.notes(original, cut.slices()));
    cut.limit().ifPresent(problems::add);
    incomplete &= cut.limit().isEmpty();
  }

  private static boolean endsTooEarly(Problem problem) {
    return problem instanceof Unfinished
        || problem instanceof BracketNeverClosed open && open.still().isEmpty();
  }

  private void add(Statement statement) {
    boolean sign =
        statement instanceof Evaluation(_, Expression e)
            && leftmost(e) instanceof Unary(_, UnaryOperator operator, _)
            && operator == UnaryOperator.MINUS
            && !statements.isEmpty()
            && endsWithExpression(statements.getLast())
            && onNextLine(statements.getLast().span(), statement.span());
    if (sign) {
      Span at =
          new Span(
              statement.span().source(), statement.span().start(), statement.span().start() + 1);
      notes.add(
          new Remark(
              at,
              "This line is a statement of its own. To go on with the line above, end that with"
                  + " `-`."));
    }
    statements.add(statement);
  }

  private static boolean endsWithExpression(Statement statement) {
    return switch (statement) {
      case Evaluation _, Assignment _, FunctionDefinition _ -> true;
      case Import _, Symbols _, External _, For _, While _, If _ -> false;
    };
  }

  private static Expression leftmost(Expression expression) {
    Expression left = expression;
    while (left instanceof Syntax.Binary binary) {
      left = binary.left();
    }
    return left;
  }

  private static boolean onNextLine(Span above, Span below) {
    return !above.source().text().substring(above.end(), below.start()).contains(";");
  }

  private <T extends Syntax> T tree(Slice slice, Function<GdParser, T> rule) {
    return slice.depth() > Stack.SHALLOW ? Stack.call(() -> read(slice, rule)) : read(slice, rule);
  }

  /** Parses one statement: fast and with all the context there is only if that fails. */
  private <T extends Syntax> T read(Slice slice, Function<GdParser, T> rule) {
    slice.problem().ifPresent(Parser::fail);
    T tree;
    try {
      tree = attempt(slice, rule, PredictionMode.SLL);
    } catch (ParseCancellationException first) {
      try {
        tree = attempt(slice, rule, PredictionMode.LL);
      } catch (ParseCancellationException second) {
        throw new Failure(new Diagnosis(original, slice).of(offending(slice, second)));
      }
    }
    Depth.check(tree, slice.tokens().size());
    return tree;
  }

  private static <T> T attempt(Slice slice, Function<GdParser, T> rule, PredictionMode mode) {
    GdParser parser = new GdParser(new CommonTokenStream(new ListTokenSource(slice.tokens())));
    parser.removeErrorListeners();
    parser.setErrorHandler(new BailErrorStrategy());
    parser.getInterpreter().setPredictionMode(mode);
    return rule.apply(parser);
  }

  /** The index of the token that does not fit. */
  private static int offending(Slice slice, ParseCancellationException e) {
    return e.getCause() instanceof RecognitionException r
        ? Math.max(0, slice.tokens().indexOf(r.getOffendingToken()))
        : 0;
  }
}
