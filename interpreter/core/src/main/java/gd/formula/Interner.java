package gd.formula;

import gd.formula.Formula.Compound;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one object for every structure (hash-consing, Ershov 1958), as long as somebody uses it:
 * nodes are held weakly, so an arena does not grow for ever. Safe for several threads.
 */
final class Interner {
  private final ConcurrentMap<Key, Entry> entries = new ConcurrentHashMap<>();
  private final ReferenceQueue<Compound> dead = new ReferenceQueue<>();

  /** The node of this structure that was there first, or this one. */
  <T extends Compound> T intern(T node) {
    for (Reference<? extends Compound> entry = dead.poll(); entry != null; entry = dead.poll()) {
      entries.remove((Entry) entry);
    }
    // Most nodes are there: they should not cost a reference each, which the collector must visit.
    Entry known = entries.get(new Probe(node));
    Compound first = known == null ? null : known.get();
    if (first == null) {
      Entry mine = new Entry(node, dead);
      while (first == null) {
        known = entries.putIfAbsent(mine, mine);
        if (known == null) {
          return node;
        }
        first = known.get();
        if (first == null) {
          entries.remove(known, known);
        }
      }
    }
    @SuppressWarnings("unchecked") // equal entries hold nodes of one class
    T same = (T) first;
    return same;
  }

  int size() {
    return entries.size();
  }

  private sealed interface Key {}

  /** What is looked for. */
  private record Probe(Compound node) implements Key {
    @Override
    public int hashCode() {
      return node.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (!(other instanceof Entry that) || node.hashCode() != that.hash) {
        return other instanceof Probe probe && probe.node == node;
      }
      Compound known = that.get();
      return known != null && sameStructure(node, known);
    }
  }

  private static final class Entry extends WeakReference<Compound> implements Key {
    private final int hash;

    Entry(Compound node, ReferenceQueue<Compound> queue) {
      super(node, queue);
      this.hash = node.hashCode();
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      if (!(other instanceof Entry that) || hash != that.hash) {
        return false;
      }
      Compound left = get();
      Compound right = that.get();
      return left != null && right != null && sameStructure(left, right);
    }
  }

  private static boolean sameStructure(Compound left, Compound right) {
    if (left.getClass() != right.getClass() || !left.head().equals(right.head())) {
      return false;
    }
    List<Formula> mine = left.children();
    List<Formula> other = right.children();
    if (mine.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < mine.size(); i++) {
      if (!mine.get(i).equals(other.get(i))) {
        return false;
      }
    }
    return true;
  }
}
