package gd.kernel;

import gd.report.MathProblem;
import gd.report.Refusal;
import gd.tensor.Elements;
import gd.tensor.Graph;
import gd.tensor.Shape;
import gd.tensor.Strides;
import gd.tensor.Tensor;
import gd.tensor.Tensors;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * From graphs to kernels: rewrites, decides what is fused, writes the kernels' bodies and puts them
 * in order.
 */
public final class Scheduler {
  private final Rewrite rewrite;

  public Scheduler(Tensors tensors) {
    this.rewrite = new Rewrite(tensors);
  }

  /**
   * The kernels that compute the outputs from the inputs. An input that no output needs has a
   * buffer all the same.
   *
   * @throws Refusal if an input that is not given or a symbol is left
   */
  public Schedule schedule(List<Tensor> outputs, List<Tensor.Input> inputs) {
    return scheduled(rewrite.apply(outputs), inputs);
  }

  /** As above, for {@code times} runs in 64 bits while the inputs change. */
  public Schedule scheduleForSteps(List<Tensor> outputs, List<Tensor.Input> inputs, long times) {
    return scheduled(rewrite.applyForSteps(outputs, times), inputs);
  }

  /** What kernels for one run are made of. */
  public Rewrite.Rewritten rewritten(List<Tensor> outputs) {
    return rewrite.explain(outputs);
  }

  private static Schedule scheduled(List<Tensor> rewritten, List<Tensor.Input> inputs) {
    List<Tensor> order = Graph.order(rewritten);
    Set<Tensor> buffered = Collections.newSetFromMap(new IdentityHashMap<>());
    while (true) {
      Writing writing = new Writing(new Fusion(order, identitySet(rewritten), buffered));
      Schedule schedule = writing.write(rewritten, inputs);
      if (writing.needed.isEmpty()) {
        return schedule;
      }
      if (!buffered.addAll(writing.needed)) {
        throw new IllegalStateException("a buffer is not enough");
      }
    }
  }

  private static Set<Tensor> identitySet(List<Tensor> tensors) {
    Set<Tensor> set = Collections.newSetFromMap(new IdentityHashMap<>());
    set.addAll(tensors);
    return set;
  }

  /** One attempt at writing all kernels. */
  private static final class Writing {
    private final Fusion fusion;
    private final List<Schedule.Buffer> buffers = new ArrayList<>();
    private final Map<Tensor, Integer> numbers = new IdentityHashMap<>();
    private final Set<Tensor> given = new HashSet<>();

    /** What turned out to need a buffer; if there is any, the kernels are not complete. */
    private final List<Tensor> needed = new ArrayList<>();

    Writing(Fusion fusion) {
      this.fusion = fusion;
    }

    Schedule write(List<Tensor> outputs, List<Tensor.Input> inputs) {
      given.addAll(inputs);
      List<Integer> inputBuffers = inputs.stream().map(this::buffer).toList();
      List<Kernel> kernels = new ArrayList<>();
      for (Fusion.Unit unit : fusion.units()) {
        try {
          kernels.add(kernel(unit));
        } catch (BodyBuilder.NeedsBuffer needs) {
          needed.add(needs.tensor());
        }
      }
      List<Integer> outputBuffers = outputs.stream().map(this::buffer).toList();
      return new Schedule(buffers, inOrder(kernels), inputBuffers, outputBuffers);
    }

    private int buffer(Tensor tensor) {
      Tensor holder = fusion.holder(tensor);
      Integer known = numbers.get(holder);
      if (known != null) {
        return known;
      }
      if (holder instanceof Tensor.Input input && !given.contains(input)) {
        throw new Refusal(
            at ->
                new MathProblem.SymbolLeft(
                    at, input.name(), "a value to be computed", input.shape().rank()));
      }
      Optional<Tensor.Data> constant =
          holder instanceof Tensor.Data data ? Optional.of(inDecimals(data)) : Optional.empty();
      buffers.add(new Schedule.Buffer(holder.shape().size(), constant));
      numbers.put(holder, buffers.size() - 1);
      return buffers.size() - 1;
    }

    private static Tensor.Data inDecimals(Tensor.Data data) {
      return data.elements() instanceof Elements.Decimals
          ? data
          : new Tensor.Data(data.shape(), new Elements.Decimals(Decimals.of(data)));
    }

    /** Where a tensor's elements are, unless the unit computes them itself. */
    private Optional<Integer> stored(Tensor tensor, Fusion.Unit reader) {
      Tensor holder = fusion.holder(tensor);
      boolean isOwn =
          fusion.isStored(holder)
              && !Graph.arguments(holder).isEmpty()
              && fusion.unit(holder) == reader;
      return fusion.isStored(holder) && !isOwn ? Optional.of(buffer(holder)) : Optional.empty();
    }

    private Kernel kernel(Fusion.Unit unit) {
      if (unit.group().isPresent()) {
        return rows(unit, unit.group().get());
      }
      return switch (unit.root()) {
        case Tensor.Map map ->
            unit.product().isPresent()
                ? product(unit, unit.product().get())
                : elementwise(unit, map);
        case Tensor.View view -> elementwise(unit, view);
        case Tensor.Reduce reduce -> reduction(unit, reduce);
        case Tensor.Contract contract -> product(unit, contract);
        case Tensor.Scatter scatter ->
            new Kernel.Placement(
                List.of(part(scatter.argument(), scatter.offset(), scatter.strides())),
                buffer(scatter));
        case Tensor.Stack stack -> stack(stack);
        case Tensor.Input _, Tensor.Data _, Tensor.Square _ ->
            throw new IllegalStateException("a leaf, or never computed");
      };
    }

    private BodyBuilder builder(Fusion.Unit unit, Shape space, List<? extends Tensor> given) {
      return new BodyBuilder(space, tensor -> stored(tensor, unit), given);
    }

    private Kernel elementwise(Fusion.Unit unit, Tensor root) {
      BodyBuilder builder = builder(unit, root.shape(), List.of());
      Body body = builder.body(builder.slot(root));
      return new Kernel.Elementwise(
          root.shape().dimensions(), builder.accesses(), body, buffer(root));
    }

    private Kernel reduction(Fusion.Unit unit, Tensor.Reduce reduce) {
      List<Integer> outer = new ArrayList<>(reduce.argument().shape().dimensions());
      List<Integer> strides = new ArrayList<>(Strides.rowMajor(outer));
      List<Integer> inner = List.copyOf(outer);
      if (reduce.axis().isPresent()) {
        int axis = reduce.axis().getAsInt();
        inner = List.of(outer.remove(axis));
        strides.add(strides.remove(axis));
      } else {
        outer.clear();
      }
      List<Integer> space = new ArrayList<>(outer);
      space.addAll(inner);
      BodyBuilder builder = builder(unit, new Shape(space), List.of());
      int slot = builder.slot(reduce.argument(), new Strides.Affine(0, strides));
      Body body = builder.body(slot);
      return new Kernel.Reduction(
          outer, inner, builder.accesses(), body, reduce.combine(), buffer(reduce));
    }

    private Kernel product(Fusion.Unit unit, Tensor.Contract contract) {
      int inner = contract.right().shape().dimension(0);
      int rows = 1;
      for (int dimension :
          contract.left().shape().dimensions().subList(0, contract.left().shape().rank() - 1)) {
        rows *= dimension;
      }
      int columns = 1;
      for (int dimension :
          contract.right().shape().dimensions().subList(1, contract.right().shape().rank())) {
        columns *= dimension;
      }
      Access left = operand(contract.left(), rows, inner);
      Access right = operand(contract.right(), inner, columns);
      BodyBuilder builder = builder(unit, Shape.of(rows, columns), List.of(contract));
      Body body = builder.body(builder.slot(unit.root()));
      return new Kernel.Product(
          rows, inner, columns, left, right, builder.accesses(), body, buffer(unit.root()));
    }

    /** A tensor as a matrix in a buffer: a view of a matrix by its strides, all else as it lies. */
    private Access operand(Tensor tensor, int rows, int columns) {
      Access access = access(tensor);
      List<Integer> strides = access.strides();
      return switch (strides.size()) {
        case 1 ->
            new Access(
                access.buffer(),
                access.offset(),
                rows == 1 ? List.of(0, strides.get(0)) : List.of(strides.get(0), 0));
        case 2 -> access;
        default -> {
          if (!Strides.isDense(tensor.shape(), access.offset(), strides)) {
            throw new BodyBuilder.NeedsBuffer(tensor);
          }
          yield new Access(access.buffer(), 0, List.of(columns, 1));
        }
      };
    }

    private Access access(Tensor tensor) {
      if (!fusion.isStored(fusion.holder(tensor)) && tensor instanceof Tensor.View view) {
        return new Access(buffer(view.argument()), view.offset(), view.strides());
      }
      return new Access(buffer(tensor), 0, Strides.rowMajor(tensor.shape().dimensions()));
    }

    private Kernel.Part part(Tensor from, int offset, List<Integer> strides) {
      return new Kernel.Part(from.shape().dimensions(), access(from), offset, strides);
    }

    private Kernel stack(Tensor.Stack stack) {
      List<Kernel.Part> parts = new ArrayList<>();
      for (Tensor part : stack.parts()) {
        int offset = parts.size() * part.shape().size();
        parts.add(part(part, offset, Strides.rowMajor(part.shape().dimensions())));
      }
      return new Kernel.Placement(parts, buffer(stack));
    }

    private Kernel rows(Fusion.Unit unit, RowGroup group) {
      int rows = group.matrix().shape().dimension(0);
      int columns = group.matrix().shape().dimension(1);
      BodyBuilder builder = builder(unit, Shape.of(rows), group.products());
      List<Tensor> results = List.copyOf(group.results());
      List<Integer> slots = new ArrayList<>();
      for (Tensor result : results) {
        slots.add(builder.slot(group.summed(result).orElse(result)));
      }
      List<Kernel.RowOutput> outputs = new ArrayList<>();
      for (int k = 0; k < results.size(); k++) {
        int slot = builder.finished(slots.get(k));
        int buffer = buffer(results.get(k));
        outputs.add(
            group.summed(results.get(k)).isEmpty()
                ? new Kernel.RowOutput.Each(slot, buffer)
                : results.get(k) instanceof Tensor.Reduce
                    ? new Kernel.RowOutput.Total(slot, buffer)
                    : new Kernel.RowOutput.Weighted(slot, buffer));
      }
      List<Access> vectors =
          group.products().stream().map(product -> access(product.right())).toList();
      return new Kernel.Rows(
          buffer(group.matrix()),
          rows,
          columns,
          vectors,
          builder.accesses(),
          builder.body(),
          outputs);
    }

    /** Each kernel after those whose results it reads (Kahn 1962), otherwise as given. */
    private List<Kernel> inOrder(List<Kernel> kernels) {
      Map<Integer, Kernel> writer = new java.util.HashMap<>();
      kernels.forEach(kernel -> kernel.writes().forEach(buffer -> writer.put(buffer, kernel)));
      Map<Kernel, Integer> waiting = new IdentityHashMap<>();
      Map<Kernel, List<Kernel>> next = new IdentityHashMap<>();
      Deque<Kernel> ready = new ArrayDeque<>();
      for (Kernel kernel : kernels) {
        List<Kernel> before =
            kernel.reads().stream().filter(writer::containsKey).map(writer::get).toList();
        before.forEach(
            earlier -> next.computeIfAbsent(earlier, _ -> new ArrayList<>()).add(kernel));
        waiting.put(kernel, before.size());
        if (before.isEmpty()) {
          ready.add(kernel);
        }
      }
      List<Kernel> ordered = new ArrayList<>();
      while (!ready.isEmpty()) {
        Kernel kernel = ready.remove();
        ordered.add(kernel);
        for (Kernel later : next.getOrDefault(kernel, List.of())) {
          int left = Objects.requireNonNull(waiting.get(later)) - 1;
          waiting.put(later, left);
          if (left == 0) {
            ready.add(later);
          }
        }
      }
      if (ordered.size() != kernels.size()) {
        throw new IllegalStateException("kernels wait for each other");
      }
      return ordered;
    }
  }
}
