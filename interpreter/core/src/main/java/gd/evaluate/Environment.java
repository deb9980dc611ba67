package gd.evaluate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A scope: names and what they mean here, and the scope around it. */
public final class Environment {
  private final @Nullable Environment outer;
  private final boolean global;
  private final Map<String, Value> values;

  /** Keys of derivatives that were defined at some time, so that nobody looks through all names. */
  private Set<String> derivatives = Set.of();

  /** The names that get their values when somebody asks for them, and what gives them. */
  private final Map<String, Runnable> later;

  private @Nullable Map<String, Optional<Value>> journal;

  private Environment(@Nullable Environment outer, boolean global) {
    this.outer = outer;
    this.global = global;
    // Algebra asks the library for derivatives on a thread of its own.
    this.values = global ? new ConcurrentHashMap<>() : new HashMap<>();
    this.later = global ? new ConcurrentHashMap<>() : Map.of();
  }

  /** The scope of the library, or of a session around it. */
  static Environment global(@Nullable Environment outer) {
    return new Environment(outer, true);
  }

  /** The scope of one call of a function. */
  Environment call() {
    return new Environment(this, false);
  }

  Optional<Value> find(String name) {
    for (Environment e = this; e != null; e = e.outer) {
      Value value = e.own(name);
      if (value != null) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  /** As {@link #find}, in the scopes of calls only: what the parameters and locals mean. */
  Optional<Value> findLocal(String name) {
    for (Environment e = this; e != null && !e.global; e = e.outer) {
      Value value = e.values.get(name);
      if (value != null) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  /** What the name means in this scope itself. */
  Optional<Value> here(String name) {
    return Optional.ofNullable(own(name));
  }

  private @Nullable Value own(String name) {
    Value value = values.get(name);
    if (value == null && global && later.get(name) instanceof Runnable definition) {
      definition.run();
      value = values.get(name);
    }
    return value;
  }

  /** Gives a name its value when it is first asked for; the definition calls {@link #set}. */
  void setLater(String name, Runnable definition) {
    later.put(name, definition);
  }

  /** Everything defined in this scope itself, definitions of derivatives too. */
  Set<String> keys() {
    return Set.copyOf(values.keySet());
  }

  void set(String name, Value value) {
    note(name);
    values.put(name, value);
    if (isDerivative(name)) {
      derivatives = derivatives.isEmpty() ? new HashSet<>() : derivatives;
      derivatives.add(name);
    }
  }

  /** The definitions of derivatives in this scope itself. */
  List<String> derivatives() {
    return derivatives.isEmpty()
        ? List.of()
        : derivatives.stream().filter(values::containsKey).toList();
  }

  /** Whether it is a key such as {@code f'}, {@code ∇L} or {@code ∂f/∂x}, and no name. */
  private static boolean isDerivative(String name) {
    char first = name.charAt(0);
    return first == '∇' || first == '∂' || name.charAt(name.length() - 1) == '\'';
  }

  void remove(String name) {
    note(name);
    values.remove(name);
  }

  private void note(String name) {
    if (journal != null && !journal.containsKey(name)) {
      journal.put(name, here(name));
    }
  }

  /** From here on changes can be undone. */
  void begin() {
    journal = new HashMap<>();
  }

  /** Undoes every change since {@link #begin}. */
  void rollback() {
    if (journal != null) {
      Map<String, Optional<Value>> changes = journal;
      journal = null;
      changes.forEach(
          (name, was) ->
              was.ifPresentOrElse(value -> values.put(name, value), () -> values.remove(name)));
    }
  }

  /** Keeps every change since {@link #begin}. */
  void commit() {
    journal = null;
  }

  /** Every name that can be seen from here; definitions of derivatives have none. */
  Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (Environment e = this; e != null; e = e.outer) {
      Stream.concat(e.values.keySet().stream(), e.later.keySet().stream())
          .filter(name -> !isDerivative(name))
          .forEach(names::add);
    }
    return names;
  }
}
