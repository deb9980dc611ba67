package gd.descent;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is computed when it is first asked for, if ever. Used by one thread at a time. */
public final class Later<T> implements Supplier<T> {
  private final Supplier<T> work;
  private @Nullable T value;

  public Later(Supplier<T> work) {
    this.work = work;
  }

  @Override
  public T get() {
    T known = value;
    if (known == null) {
      known = work.get();
      value = known;
    }
    return known;
  }
}
