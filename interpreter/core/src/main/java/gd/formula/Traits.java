package gd.formula;

import gd.formula.Formula.Compound;
import java.util.List;

/**
 * What is known of a node with children from the moment it is made. The hash does not depend on the
 * order of children, so that a sum that grows by a term need not look at the others again.
 */
record Traits(
    int hash, int depth, boolean closed, boolean real, boolean smooth, long slots, long names) {
  /** The bit of slots that have none of their own. */
  private static final int LAST = Long.SIZE - 1;

  static Traits of(Object head, List<Formula> children) {
    boolean ordered = !head.equals("+");
    int hash = head.hashCode();
    int depth = 1;
    boolean closed = true;
    boolean real = true;
    boolean smooth = true;
    long slots = 0;
    long names = 0;
    for (int k = 0; k < children.size(); k++) {
      Formula child = children.get(k);
      hash += mixed(hash(child) + (ordered ? 31 * (k + 1) : 0));
      depth = Math.max(depth, child instanceof Compound node ? node.depth() + 1 : 1);
      closed &= Formula.isClosed(child);
      real &= Formula.isReal(child);
      smooth &= Formula.isSmooth(child);
      slots |= slots(child);
      names |= names(child);
    }
    return new Traits(hash, depth, closed, real, smooth, slots, names);
  }

  /** With one more term. */
  Traits with(Formula term) {
    return new Traits(
        hash + mixed(hash(term)),
        Math.max(depth, term instanceof Compound node ? node.depth() + 1 : 1),
        closed && Formula.isClosed(term),
        real && Formula.isReal(term),
        smooth && Formula.isSmooth(term),
        slots | slots(term),
        names | names(term));
  }

  /** Bit k says that slot k occurs, the last one that others do. */
  static long slots(Formula formula) {
    return switch (formula) {
      case Compound node -> node.traits().slots();
      case Formula.Slot(int index) -> 1L << (index >= 0 && index < LAST ? index : LAST);
      case Formula.Number _, Formula.Constant _, Formula.Symbol _, Formula.Truth _ -> 0;
    };
  }

  /** One bit a symbol, which several may share. */
  static long names(Formula formula) {
    return switch (formula) {
      case Compound node -> node.traits().names();
      case Formula.Symbol(var name) -> 1L << name.hashCode();
      case Formula.Number _, Formula.Constant _, Formula.Slot _, Formula.Truth _ -> 0;
    };
  }

  private static int hash(Formula child) {
    return child instanceof Enum<?> name ? name.name().hashCode() : child.hashCode();
  }

  private static int mixed(int hash) {
    int mixed = (hash ^ (hash >>> 16)) * 0x7feb352d;
    mixed = (mixed ^ (mixed >>> 15)) * 0x846ca68b;
    return mixed ^ (mixed >>> 16);
  }
}
