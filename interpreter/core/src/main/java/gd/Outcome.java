package gd;

import gd.evaluate.Value;
import gd.report.Problem;
import java.util.List;
import java.util.Optional;

/** All that came of one text. */
public record Outcome(List<Event> events) {
  public Outcome {
    events = List.copyOf(events);
  }

  /** Whether no statement failed. */
  public boolean ok() {
    return events.stream().noneMatch(Event.Failed.class::isInstance);
  }

  /** The value shown last. */
  public Optional<Value> value() {
    return events.reversed().stream()
        .flatMap(
            e ->
                e instanceof Event.Shown s
                    ? java.util.stream.Stream.of(s.value())
                    : java.util.stream.Stream.of())
        .findFirst();
  }

  /** The errors, in order. */
  public List<Problem> problems() {
    return events.stream()
        .flatMap(
            e ->
                e instanceof Event.Failed f
                    ? java.util.stream.Stream.of(f.problem())
                    : java.util.stream.Stream.of())
        .toList();
  }
}
