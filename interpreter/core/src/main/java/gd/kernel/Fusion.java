package gd.kernel;

import gd.formula.Dag;
import gd.tensor.Bodies;
import gd.tensor.Graph;
import gd.tensor.Strides;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which nodes get a kernel and a buffer; the others are computed inside the kernels that
 * need them. A map goes into the one kernel that needs it (elementwise into elementwise, into a
 * reduction, into the epilogue of a product), a cheap one into several; what depends on data rows
 * goes into the kernel of its {@link RowGroup}.
 */
final class Fusion {
  /** A kernel takes statements until their operations and operands are this many. */
  private static final int LARGEST_KERNEL = 192;

  /** Operations that are rather repeated than stored. */
  private static final int CHEAP = 3;

  /** What one kernel computes. */
  static final class Unit {
    private final Tensor first;
    private final Optional<RowGroup> group;
    private Tensor.@Nullable Contract product;
    private long size;

    Unit(Tensor first, Optional<RowGroup> group) {
      this.first = first;
      this.group = group;
    }

    /** The node it computes (the first, of a row group). */
    Tensor root() {
      return first;
    }

    Optional<RowGroup> group() {
      return group;
    }

    /** The matrix product whose epilogue it is. */
    Optional<Tensor.Contract> product() {
      return Optional.ofNullable(product);
    }

    private int space() {
      if (group.isPresent()) {
        return group.get().matrix().shape().dimension(0);
      }
      return switch (first) {
        case Tensor.Reduce reduce -> reduce.argument().shape().size();
        case Tensor.Map _,
            Tensor.View _,
            Tensor.Contract _,
            Tensor.Scatter _,
            Tensor.Stack _,
            Tensor.Square _,
            Tensor.Input _,
            Tensor.Data _ ->
            first.shape().size();
      };
    }

    private boolean hasBody() {
      return switch (first) {
        case Tensor.Map _, Tensor.Reduce _, Tensor.View _ -> true;
        case Tensor.Contract _,
            Tensor.Scatter _,
            Tensor.Stack _,
            Tensor.Square _,
            Tensor.Input _,
            Tensor.Data _ ->
            group.isPresent();
      };
    }
  }

  private final List<Tensor> order;

  /** What depends on an input. */
  private final Set<Tensor> varying = Collections.newSetFromMap(new IdentityHashMap<>());

  private final Set<Tensor> buffered;
  private final Map<Tensor, Unit> units = new IdentityHashMap<>();
  private final Map<Tensor, Unit> members = new IdentityHashMap<>();
  private final Map<Tensor, Set<Unit>> users = new IdentityHashMap<>();
  private final Map<Tensor, Tensor> aliases = new IdentityHashMap<>();
  private final Map<Tensor, List<Tensor>> consumers = new IdentityHashMap<>();

  /**
   * @param order every node, arguments first
   * @param buffered nodes that must have a buffer: the outputs, and what {@link BodyBuilder} asked
   *     for
   */
  Fusion(List<Tensor> order, Set<Tensor> outputs, Set<Tensor> buffered) {
    this.order = order;
    this.buffered = Collections.newSetFromMap(new IdentityHashMap<>());
    this.buffered.addAll(outputs);
    this.buffered.addAll(buffered);
    for (Tensor user : order) {
      if (user instanceof Tensor.Input
          || Graph.arguments(user).stream().anyMatch(varying::contains)) {
        varying.add(user);
      }
      for (Tensor argument : Graph.arguments(user)) {
        consumers.computeIfAbsent(argument, _ -> new ArrayList<>()).add(user);
      }
    }
    for (RowGroup group : RowGroup.find(order, outputs)) {
      Unit unit = new Unit(group.results().iterator().next(), Optional.of(group));
      group.results().forEach(result -> units.put(result, unit));
      group.members().forEach(member -> members.put(member, unit));
      group.products().forEach(product -> readFromBuffer(product.right()));
    }
    for (Tensor tensor : order.reversed()) {
      decide(tensor);
    }
  }

  /** The kernels, in an order in which each comes after those it reads from, but for row groups. */
  Set<Unit> units() {
    Set<Unit> ordered = new LinkedHashSet<>();
    for (Tensor tensor : order) {
      if (units.containsKey(tensor)) {
        ordered.add(Objects.requireNonNull(units.get(tensor)));
      }
    }
    return ordered;
  }

  /** Whether the node's elements are in a buffer of its own. */
  boolean isStored(Tensor tensor) {
    return isLeaf(tensor) || units.containsKey(tensor);
  }

  /** The node whose buffer holds the same elements in the same order. */
  Tensor holder(Tensor tensor) {
    Tensor holder = tensor;
    while (aliases.containsKey(holder)) {
      holder = Objects.requireNonNull(aliases.get(holder));
    }
    return holder;
  }

  /** The unit that leaves the node behind. */
  Unit unit(Tensor tensor) {
    return Objects.requireNonNull(units.get(tensor));
  }

  private static boolean isLeaf(Tensor tensor) {
    return tensor instanceof Tensor.Input || tensor instanceof Tensor.Data;
  }

  /** All nodes that use this one were decided before. */
  private void decide(Tensor tensor) {
    Unit rows = members.get(tensor);
    if (rows != null && tensor instanceof Tensor.Map) {
      pass(tensor, Set.of(rows));
    }
    if (isLeaf(tensor) || rows != null || units.containsKey(tensor)) {
      return;
    }
    Set<Unit> needing = users.getOrDefault(tensor, Set.of());
    switch (tensor) {
      case Tensor.Map map -> {
        if (buffered.contains(map) || !fits(map, needing)) {
          store(map);
        } else {
          needing.forEach(unit -> unit.size += weight(map));
          pass(map, needing);
        }
      }
      case Tensor.View view -> {
        if (!buffered.contains(view)) {
          if (view.shape().size() > view.argument().shape().size()
              || view.argument() instanceof Tensor.View) {
            buffered.add(view.argument());
          }
          pass(view, needing);
        } else if (isWhole(view)) {
          aliases.put(view, view.argument());
          buffered.add(view.argument());
        } else {
          store(view);
        }
      }
      case Tensor.Contract contract -> {
        Optional<Unit> epilogue = epilogue(contract, needing);
        if (epilogue.isPresent()) {
          epilogue.get().product = contract;
        } else {
          store(contract);
        }
        Graph.arguments(contract).forEach(this::readFromBuffer);
      }
      case Tensor.Reduce reduce -> store(reduce);
      case Tensor.Scatter _, Tensor.Stack _ -> {
        store(tensor);
        Graph.arguments(tensor).forEach(this::readFromBuffer);
      }
      case Tensor.Input _, Tensor.Data _, Tensor.Square _ ->
          throw new IllegalStateException("a leaf, or never computed");
    }
  }

  private void store(Tensor tensor) {
    Unit unit = new Unit(tensor, Optional.empty());
    units.put(tensor, unit);
    pass(tensor, Set.of(unit));
  }

  /** What computes the node needs its arguments. */
  private void pass(Tensor tensor, Set<Unit> needing) {
    for (Tensor argument : Graph.arguments(tensor)) {
      if (!isLeaf(argument) && !members.containsKey(argument)) {
        users.computeIfAbsent(argument, _ -> new LinkedHashSet<>()).addAll(needing);
      }
    }
  }

  private boolean fits(Tensor.Map map, Set<Unit> needing) {
    boolean allTake =
        needing.stream()
            .allMatch(
                unit ->
                    unit.hasBody()
                        && unit.space() <= map.shape().size()
                        && unit.size + weight(map) <= LARGEST_KERNEL);
    return allTake && (needing.size() == 1 || isCheap(map));
  }

  private static long weight(Tensor.Map map) {
    return Dag.operations(List.of(map.body())) + map.arguments().size();
  }

  private static boolean isCheap(Tensor.Map map) {
    return map.arguments().stream()
            .allMatch(argument -> isLeaf(argument) || argument instanceof Tensor.Reduce)
        && Dag.operations(List.of(map.body())) <= CHEAP
        && Bodies.isPolynomial(map.body());
  }

  private static boolean isWhole(Tensor.View view) {
    return view.shape().size() == view.argument().shape().size()
        && Strides.isDense(view.shape(), view.offset(), view.strides());
  }

  /**
   * The kernel that can go on with the product's elements where they were made; a product of known
   * arrays is better made once and for all.
   */
  private Optional<Unit> epilogue(Tensor.Contract contract, Set<Unit> needing) {
    if (needing.size() != 1 || buffered.contains(contract) || contract.shape().rank() > 2) {
      return Optional.empty();
    }
    Unit unit = needing.iterator().next();
    boolean isElementwise = unit.root() instanceof Tensor.Map && unit.group().isEmpty();
    boolean isOnce = !varying.contains(contract) && varying.contains(unit.root());
    boolean isDirect =
        consumers.getOrDefault(contract, List.of()).stream().allMatch(Tensor.Map.class::isInstance);
    return isElementwise
            && isDirect
            && !isOnce
            && unit.product == null
            && unit.root().shape().equals(contract.shape())
        ? Optional.of(unit)
        : Optional.empty();
  }

  /** Products and placements read buffers, directly or through one matrix view. */
  private void readFromBuffer(Tensor tensor) {
    boolean isThrough =
        tensor instanceof Tensor.View view && !(view.argument() instanceof Tensor.View);
    buffered.add(isThrough ? ((Tensor.View) tensor).argument() : tensor);
  }
}
