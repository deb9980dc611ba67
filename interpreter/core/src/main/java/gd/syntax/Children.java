package gd.syntax;

import gd.syntax.Syntax.*;
import gd.syntax.Syntax.Number;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The nodes directly below a node. */
public final class Children {
  private Children() {}

  /** In the order of the text. Documentation and annotations are not among them. */
  public static List<Syntax> of(Syntax tree) {
    return switch (tree) {
      case Import _, Documentation _, Annotation _, Literal _, Number _, Truth _, Name _, Whole _ ->
          List.of();
      case DefinedFunction _, DefinedPrime _, DefinedGradient _, DefinedPartial _ -> List.of();
      case Symbols s -> List.copyOf(s.symbols());
      case SymbolDeclaration d -> List.copyOf(d.dimensions());
      case External e -> List.copyOf(e.parameters());
      case FunctionDefinition f -> with(f.parameters(), f.defined(), f.body());
      case Assignment a -> List.of(a.value());
      case For f -> List.of(f.range(), f.body());
      case While w -> List.of(w.condition(), w.body());
      case If i -> List.of(i.condition(), i.yes());
      case Evaluation e -> List.of(e.expression());
      case Text t -> List.copyOf(t.parts());
      case Interpolation i -> List.of(i.expression());
      case Prime p -> List.of(p.function());
      case Nabla n -> List.of(n.function());
      case Partial p -> List.of(p.function());
      case Call c -> with(c.arguments(), c.callee());
      case CallOrProduct c -> either(c);
      case Index i -> with(i.positions(), i.of());
      case Place p -> List.of(p.expression());
      case Field f -> List.of(f.of());
      case Transpose t -> List.of(t.operand());
      case Unary u -> List.of(u.operand());
      case Binary b -> List.of(b.left(), b.right());
      case Comparison c -> List.copyOf(c.operands());
      case Range r -> with(r.step().stream().toList(), r.first(), r.last());
      case Conditional c -> List.of(c.condition(), c.yes(), c.no());
      case Lambda l -> with(l.parameters(), l.body());
      case Array a -> List.copyOf(a.rows());
      case Row r -> List.copyOf(r.elements());
      case Comprehension c -> comprehension(c);
      case Binding b -> List.of(b.range());
      case Block b -> List.copyOf(b.statements());
      case Parameter p -> present(p.byDefault());
      case Argument a -> List.of(a.value());
    };
  }

  private static List<Syntax> present(Optional<Expression> expression) {
    return expression.<List<Syntax>>map(List::of).orElse(List.of());
  }

  private static List<Syntax> with(List<? extends Syntax> more, Syntax... first) {
    List<Syntax> all = new ArrayList<>(List.of(first));
    all.addAll(more);
    return all;
  }

  private static List<Syntax> either(CallOrProduct c) {
    List<Syntax> all = new ArrayList<>(List.of(c.left()));
    c.leftPower().ifPresent(all::add);
    all.add(c.right());
    c.rightPower().ifPresent(all::add);
    return all;
  }

  private static List<Syntax> comprehension(Comprehension c) {
    List<Syntax> all = new ArrayList<>(List.of(c.body()));
    all.addAll(c.bindings());
    c.condition().ifPresent(all::add);
    return all;
  }
}
