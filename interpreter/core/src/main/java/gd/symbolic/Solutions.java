package gd.symbolic;

import gd.formula.Formula;
import java.util.List;

/**
 * The solutions of an equation: real ones ascending, then complex ones.
 *
 * @param remarks what has to be said about them, in sentences: which letter stands for every whole
 *     number, which solutions are left out
 */
public record Solutions(List<Formula> roots, List<String> remarks) {
  public Solutions {
    roots = List.copyOf(roots);
    remarks = List.copyOf(remarks);
  }
}
