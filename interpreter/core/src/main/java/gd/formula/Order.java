package gd.formula;

import gd.formula.Formula.Apply;
import gd.formula.Formula.Compound;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Logic;
import gd.formula.Formula.Number;
import gd.formula.Formula.Piecewise;
import gd.formula.Formula.Power;
import gd.formula.Formula.Product;
import gd.formula.Formula.Relation;
import gd.formula.Formula.Slot;
import gd.formula.Formula.Sum;
import gd.formula.Formula.Symbol;
import gd.formula.Formula.Truth;
import java.util.Comparator;
import java.util.List;

/**
 * The canonical order of terms and factors, which is the order they print in: constants last,
 * numbers before other constants, higher total degree first, then by factors (graded lexicographic
 * order). Total: 0 only for equal formulas.
 *
 * <p>Equal nodes are the same object, so the first unequal pair of children decides; the comparison
 * walks down one path, in a loop.
 */
final class Order implements Comparator<Formula> {
  static final Order CANONICAL = new Order();

  /**
   * Factors of one product: constants first, then symbols, polynomials, operations; higher powers
   * first.
   */
  static final Comparator<Formula> FACTORS =
      (left, right) -> {
        Formula leftBase = base(left);
        Formula rightBase = base(right);
        if (leftBase.equals(rightBase)) {
          return CANONICAL.compare(left, right);
        }
        int byRank = Integer.compare(rank(leftBase), rank(rightBase));
        return byRank != 0 ? byRank : CANONICAL.compare(leftBase, rightBase);
      };

  private Order() {}

  @Override
  public int compare(Formula first, Formula second) {
    Formula left = first;
    Formula right = second;
    while (!left.equals(right)) {
      int quick = byClass(left, right);
      if (quick != 0) {
        return quick;
      }
      List<Formula> leftFactors = factors(left);
      List<Formula> rightFactors = factors(right);
      int at = firstDifference(leftFactors, rightFactors);
      if (at == Math.min(leftFactors.size(), rightFactors.size())) {
        int longerFirst = Integer.compare(rightFactors.size(), leftFactors.size());
        return longerFirst != 0
            ? longerFirst
            : coefficients(Sums.coefficient(left), Sums.coefficient(right));
      }
      Formula leftFactor = leftFactors.get(at);
      Formula rightFactor = rightFactors.get(at);
      Formula leftBase = base(leftFactor);
      Formula rightBase = base(rightFactor);
      if (leftBase.equals(rightBase)) {
        left = exponent(leftFactor);
        right = exponent(rightFactor);
        if (left instanceof Number a && right instanceof Number b) {
          return numbers(b, a);
        }
      } else if (rank(leftBase) != rank(rightBase)) {
        return Integer.compare(rank(leftBase), rank(rightBase));
      } else if (leftBase instanceof Compound a && rightBase instanceof Compound b) {
        int byHead = heads(a, b);
        if (byHead != 0) {
          return byHead;
        }
        int child = firstDifference(a.children(), b.children());
        if (child == Math.min(a.children().size(), b.children().size())) {
          return Integer.compare(b.children().size(), a.children().size());
        }
        left = a.children().get(child);
        right = b.children().get(child);
      } else {
        return leaves(leftBase, rightBase);
      }
    }
    return 0;
  }

  /** Constants last, numbers first among them; then the total degree. */
  private static int byClass(Formula left, Formula right) {
    int leftClass = !Formula.isClosed(left) ? 0 : left instanceof Number ? 1 : 2;
    int rightClass = !Formula.isClosed(right) ? 0 : right instanceof Number ? 1 : 2;
    return leftClass != rightClass
        ? Integer.compare(leftClass, rightClass)
        : Double.compare(degree(right), degree(left));
  }

  private static int firstDifference(List<Formula> left, List<Formula> right) {
    int size = Math.min(left.size(), right.size());
    for (int i = 0; i < size; i++) {
      if (!left.get(i).equals(right.get(i))) {
        return i;
      }
    }
    return size;
  }

  /** The total degree in symbols and slots; 0 for anything that is no power of them. */
  static double degree(Formula formula) {
    return switch (formula) {
      case Symbol _, Slot _ -> 1;
      case Sum sum -> sum.degree();
      case Product product -> product.degree();
      case Power power when power.exponent() instanceof Number exponent ->
          degree(power.base()) * Arithmetic.toDouble(exponent) + 0.0; // never -0.0
      case Power _, Apply _, Piecewise _, Relation _, Logic _, Number _, Constant _, Truth _ -> 0;
    };
  }

  /** The factors of a term, its number left out. */
  private static List<Formula> factors(Formula term) {
    if (term instanceof Product product) {
      return product.unit().isPresent()
          ? product.factors().subList(1, product.factors().size())
          : product.factors();
    }
    return term instanceof Number ? List.of() : List.of(term);
  }

  private static Formula base(Formula factor) {
    return factor instanceof Power power && power.exponent() instanceof Number
        ? power.base()
        : factor;
  }

  private static Formula exponent(Formula factor) {
    return factor instanceof Power power && power.exponent() instanceof Number
        ? power.exponent()
        : Arithmetic.ONE;
  }

  private static int rank(Formula base) {
    return switch (base) {
      case Number _ -> 0;
      case Power power when Formula.isClosed(power) -> 1;
      case Constant _ -> 2;
      case Symbol _ -> 3;
      case Slot _ -> 4;
      case Sum sum when sum.degree() > 0 -> 5;
      case Power _ -> 6;
      case Product _ -> 7;
      case Apply _ -> 8;
      case Sum _ -> 9; // sigmoid(x)*(1 - sigmoid(x))
      case Piecewise _ -> 10;
      case Relation _ -> 11;
      case Logic _ -> 12;
      case Truth _ -> 13;
    };
  }

  /** Shallow before deep, which also spares walking down the common part of deep compositions. */
  private static int heads(Compound left, Compound right) {
    int byHead = names(left, right);
    return byHead != 0 ? byHead : Integer.compare(left.depth(), right.depth());
  }

  private static int names(Compound left, Compound right) {
    if (left instanceof Apply a && right instanceof Apply b) {
      return operations(a.operation(), b.operation());
    }
    if (left instanceof Relation a && right instanceof Relation b) {
      return a.comparator().compareTo(b.comparator());
    }
    return left instanceof Logic a && right instanceof Logic b
        ? a.connective().compareTo(b.connective())
        : 0;
  }

  private static int operations(Operation left, Operation right) {
    if (left.equals(right)) {
      return 0;
    }
    int byName = left.name().compareTo(right.name());
    int byArity = byName != 0 ? byName : Integer.compare(left.arity(), right.arity());
    return byArity != 0 ? byArity : left.jvm().compareTo(right.jvm());
  }

  private static int leaves(Formula left, Formula right) {
    if (left instanceof Number a && right instanceof Number b) {
      return numbers(a, b);
    }
    if (left instanceof Symbol a && right instanceof Symbol b) {
      return names(a.name(), b.name());
    }
    if (left instanceof Slot a && right instanceof Slot b) {
      return Integer.compare(a.index(), b.index());
    }
    if (left instanceof Constant a && right instanceof Constant b) {
      return printed(a) - printed(b);
    }
    return left instanceof Truth a && right instanceof Truth b
        ? a.compareTo(b)
        : Integer.compare(rank(left), rank(right));
  }

  /** π before e before i, as one writes them. */
  private static int printed(Constant constant) {
    return switch (constant) {
      case PI -> 0;
      case E -> 1;
      case INFINITY -> 2;
      case I -> 3;
    };
  }

  /** Small before large, so that exp(-x) stands before exp(-2x). */
  private static int coefficients(Number left, Number right) {
    int bySize = numbers(magnitude(left), magnitude(right));
    return bySize != 0 ? bySize : numbers(left, right);
  }

  private static Number magnitude(Number number) {
    return Arithmetic.signum(number) < 0 ? Arithmetic.negate(number) : number;
  }

  /** By value; among equal values by kind. */
  private static int numbers(Number left, Number right) {
    int byValue = Arithmetic.compare(left, right);
    if (byValue != 0) {
      return byValue;
    }
    int byKind = left.getClass().getSimpleName().compareTo(right.getClass().getSimpleName());
    return byKind != 0 ? byKind : left.toString().compareTo(right.toString());
  }

  /** Alphabetical, with numbers inside names by value: x2 before x10. */
  static int names(String left, String right) {
    int i = 0;
    int j = 0;
    while (i < left.length() && j < right.length()) {
      int iEnd = digits(left, i);
      int jEnd = digits(right, j);
      if (iEnd > i && jEnd > j) {
        String a = left.substring(i, iEnd).replaceFirst("^0+(?=.)", "");
        String b = right.substring(j, jEnd).replaceFirst("^0+(?=.)", "");
        int byNumber =
            a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
        if (byNumber != 0) {
          return byNumber;
        }
        i = iEnd;
        j = jEnd;
      } else if (left.charAt(i) != right.charAt(j)) {
        return Character.compare(left.charAt(i), right.charAt(j));
      } else {
        i++;
        j++;
      }
    }
    int byRest = Integer.compare(left.length() - i, right.length() - j);
    return byRest != 0 ? byRest : left.compareTo(right);
  }

  private static int digits(String text, int from) {
    int end = from;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
