package gd.cli;

import gd.Event;
import gd.Session;
import gd.report.Problem;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes what a script tells, as it happens. When nobody can read it any more the script is
 * stopped; the fault is kept, because no exception may travel through a session.
 */
final class Transcript implements Consumer<Event> {
  private final Streams streams;
  private final Session session;
  private final boolean json;
  private final ProgressLine progress;
  private boolean first = true;
  private Optional<UnwrittenException> unwritten = Optional.empty();

  Transcript(Streams streams, Session session) {
    this(streams, session, false);
  }

  /** {@code json}: everything goes to the standard output, a line of JSON an event. */
  Transcript(Streams streams, Session session, boolean json) {
    this.streams = streams;
    this.session = session;
    this.json = json;
    this.progress = streams.progress();
  }

  @Override
  public void accept(Event event) {
    if (unwritten.isPresent()) {
      return;
    }
    try {
      write(event);
    } catch (UnwrittenException e) {
      unwritten = Optional.of(e);
      session.cancel();
    }
  }

  private void write(Event event) {
    if (!(event instanceof Event.Progressed)) {
      progress.erase();
      if (json) {
        streams.result(session.toJson(event));
        return;
      }
    }
    switch (event) {
      case Event.Shown(var value, var text) -> streams.result(text);
      case Event.Printed(var text) -> streams.result(text);
      case Event.Progressed at -> progress.show(at);
      case Event.Defined defined -> {} // definitions are silent in a script
      case Event.Noted(var problem) -> problem(problem);
      case Event.Failed(var problem) -> problem(problem);
    }
  }

  private void problem(Problem problem) {
    streams.aside((first ? "" : "\n") + Problems.text(problem, streams.style()));
    first = false;
  }

  /** Nothing more is told. Says now what went wrong with writing. */
  void end() {
    progress.erase();
    if (unwritten.isPresent()) {
      throw unwritten.get();
    }
  }
}
