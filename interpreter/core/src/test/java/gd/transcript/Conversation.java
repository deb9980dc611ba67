package gd.transcript;

import gd.Event;
import gd.Session;
import gd.data.FileAccess;
import gd.report.Problem;
import gd.report.Source;
import gd.report.TextRenderer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A session that answers in lines, as {@code gd run} does: values, printed lines, notes and errors
 * in order.
 */
public final class Conversation implements AutoCloseable {
  private final Session session;

  public Conversation(Path directory) {
    this(new Session.Options("jvm", 64, FileAccess.everywhere(directory)));
  }

  public Conversation(Session.Options options) {
    session = Session.open(options);
  }

  /** What a text typed in answers. */
  public List<String> ask(String text) {
    return ask(new Source("input", text));
  }

  /** What a text answers. */
  public List<String> ask(Source source) {
    List<String> answer = new ArrayList<>();
    for (Event event : session.evaluate(source, e -> {}).events()) {
      switch (event) {
        case Event.Shown shown -> answer.addAll(shown.text().lines().toList());
        case Event.Printed printed -> answer.addAll(printed.text().lines().toList());
        case Event.Noted noted -> answer.addAll(rendered(noted.problem()));
        case Event.Failed failed -> answer.addAll(rendered(failed.problem()));
        case Event.Defined _, Event.Progressed _ -> {}
      }
    }
    return answer;
  }

  public boolean isIncomplete(String text) {
    return session.isIncomplete(text);
  }

  /** A problem as text, in lines. */
  public static List<String> rendered(Problem problem) {
    return TextRenderer.plain(problem).lines().toList();
  }

  @Override
  public void close() {
    session.close();
  }
}
