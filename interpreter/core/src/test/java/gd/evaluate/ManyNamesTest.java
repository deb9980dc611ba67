package gd.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import gd.Session;
import gd.data.FileAccess;
import gd.transcript.Conversation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session with very many names is not slower for each of them. */
class ManyNamesTest {
  private static final int NAMES = 24_000;

  private static Conversation conversation(Path folder) {
    return new Conversation(new Session.Options("jvm", 64, new FileAccess(folder)));
  }

  @Test
  void everyDefinitionTakesAsLongAsTheFirst(@TempDir Path folder) {
    String text =
        IntStream.range(0, NAMES)
            .mapToObj(k -> "a" + k + "=" + k)
            .collect(Collectors.joining("; "));
    try (Conversation conversation = conversation(folder)) {
      assertTimeoutPreemptively(Duration.ofSeconds(30), () -> conversation.ask(text));
      assertEquals(List.of("23999"), conversation.ask("a23999"));
    }
  }
}
