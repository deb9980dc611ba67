package gd.descent;

import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * One step of a descent as graphs.
 *
 * @param parameters what is trained
 * @param state what the optimiser remembers beside it
 * @param columns stand for a batch of the data; empty if all of the data is in the loss
 * @param draws stand for random numbers
 */
public record StepGraph(
    Tensor loss,
    List<Tensor> gradients,
    List<Carried> parameters,
    List<Carried> state,
    List<Tensor.Input> columns,
    List<Noise.Draw> draws) {

  /** Everything a step replaces, the parameters first. */
  public List<Carried> carried() {
    List<Carried> all = new ArrayList<>(parameters);
    all.addAll(state);
    return all;
  }

  /** What is written before a step: the columns of a batch, then random numbers. */
  List<Tensor.Input> given() {
    List<Tensor.Input> given = new ArrayList<>(columns);
    draws.forEach(draw -> given.add(draw.input()));
    return given;
  }

  /** Every graph of a step: the loss, the gradients, and what follows. */
  public List<Tensor> graphs() {
    List<Tensor> all = new ArrayList<>(List.of(loss));
    all.addAll(gradients);
    carried().forEach(each -> all.add(each.next()));
    return all;
  }
}
