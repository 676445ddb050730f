package dev.spinneret.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// None of the numbered cases that young event loops get wrong is without a test on every poller.
class EveryCaseTest {
  private static final int CASES = 28;
  private static final Pattern NUMBERED = Pattern.compile("(\\d+)\\. .+");
  private static final List<String> CLASSES =
      List.of(
          "loop.CancellationCasesTest",
          "loop.WaitingCasesTest",
          "loop.LoopCasesTest",
          "io.StreamReaderTest",
          "io.StreamsTest");

  @Test
  void eachNumberHasATestOnEveryPoller() throws ClassNotFoundException {
    var found = new TreeSet<Integer>();
    for (var name : CLASSES) {
      var tests = Class.forName("dev.spinneret.engine." + name);
      assertTrue(tests.isAnnotationPresent(OnEveryPoller.class), name);
      for (var method : tests.getDeclaredMethods()) {
        var title = method.getAnnotation(DisplayName.class);
        if (title != null && method.isAnnotationPresent(Test.class)) {
          var matcher = NUMBERED.matcher(title.value());
          assertTrue(matcher.matches(), title.value());
          found.add(Integer.valueOf(matcher.group(1)));
        }
      }
    }
    assertEquals(IntStream.rangeClosed(1, CASES).boxed().toList(), List.copyOf(found));
  }
}
