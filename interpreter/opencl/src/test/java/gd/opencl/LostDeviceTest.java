package gd.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.Session;
import gd.data.FileAccess;
import gd.transcript.Answers;
import gd.transcript.Conversation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A device that is lost in the middle of any kind of descent: the JVM goes on, to the same end. */
class LostDeviceTest {
  private static final String LOST = "The device little:0 failed; jvm goes on from where it was.";

  private static final String DATA =
      """
      digits(17)
      seed(3)
      X = randn(400, 6)
      y = X[:, 1] + 2*X[:, 3]
      L(w, b) = mean(softplus(X*w + b) - y.*(X*w + b)) + 0.1(w·w)
      t = table(u=X[:, 2], v=y)
      B(a, c, u, v) = mean((a*u + c - v).^2)
      """;

  @AfterEach
  void nothingIsLost() {
    System.clearProperty(LittleBackend.CALLS);
    System.clearProperty(LittleBackend.MEMORY);
  }

  private static List<String> answers(String device, String data, String statement) {
    var options = new Session.Options(device, 64, FileAccess.none());
    try (var conversation = new Conversation(options)) {
      data.lines().forEach(conversation::ask);
      List<String> answers = new ArrayList<>();
      statement.lines().forEach(line -> answers.addAll(conversation.ask(line)));
      return answers;
    }
  }

  /**
   * Whole data, batches, many starts (of data, and of a closed form), a search along a line, and a
   * statement: whichever call fails, a few of the first and some later ones.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "descend(L, zeros(6), 0, lr=0.1, steps=700).w",
        "descend(L, zeros(6), 0, lr=0.1, steps=30, optimizer=adam).w",
        "descend(B, a=0, c=0, data=t, batch=16, epochs=3, lr=0.05).a",
        "descend(L, randn(3, 6), randn(3), lr=0.1, steps=30, many=true).loss",
        "descend((p, q) -> (1 - p)^2 + 100(q - p^2)^2, rand(5), rand(5), lr=0.001, steps=9000, many=true).loss",
        "descend(L, zeros(6), 0, steps=5, optimizer=newton).w",
        "descend(L, zeros(6), 0, steps=5, optimizer=lbfgs).w",
        "∇L(ones(6), 0.5)"
      })
  void theJvmGoesOn(String statement) {
    List<String> undisturbed = answers("jvm", DATA, statement);
    assertTrue(undisturbed.getLast().matches(".*\\d\\.\\d{9,}.*"), () -> undisturbed.toString());
    int noted = 0;
    for (int calls : new int[] {0, 1, 2, 3, 5, 8, 13, 40, 90}) {
      System.setProperty(LittleBackend.CALLS, Integer.toString(calls));
      List<String> answers = answers("little", DATA, statement);
      noted += answers.contains(LOST) ? 1 : 0;
      assertEquals(
          undisturbed,
          answers.stream().filter(StreamingTest::isNumbers).toList(),
          () -> "after " + calls + ": " + answers);
    }
    assertTrue(noted > 0, "the device was never lost");
  }

  /** Data that go through the device in blocks: the numbers are the JVM's up to the last digits. */
  @ParameterizedTest
  @ValueSource(ints = {0, 3, 6})
  void streamedDataToo(int calls) {
    Devices.any();
    String data =
        DATA.replace("400", "20000").replace("y = X[:, 1] + 2*X[:, 3]", "y = randn(20000)");
    String statement = "descend(L, zeros(6), 0, lr=0.1, steps=40).w";
    List<String> undisturbed = answers("jvm", data, statement);
    System.setProperty(LittleBackend.MEMORY, "700000");
    System.setProperty(LittleBackend.CALLS, Integer.toString(calls));
    List<String> answers = answers("little", data, statement);
    assertTrue(
        answers.stream().anyMatch(line -> line.matches(StreamingTest.THROUGH)), () -> "" + answers);
    assertTrue(answers.contains(LOST), () -> "" + answers);
    List<String> numbers = answers.stream().filter(StreamingTest::isNumbers).toList();
    assertTrue(Answers.match(undisturbed, numbers, 1e-9), () -> undisturbed + "" + numbers);
  }
}
