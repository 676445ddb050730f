package dev.spinneret.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// None of the numbered cases that young event loops get wrong is without a test on every poller.
class EveryCaseTest {
  private static final int CASES = 28;

  @Test
  void eachNumberHasATestOnEveryPoller() throws Exception {
    var found = new TreeSet<Integer>();
    for (var tests : testClasses()) {
      for (var method : tests.getDeclaredMethods()) {
        var number = method.getAnnotation(NumberedCase.class);
        if (number != null) {
          checkRunsOnEveryPoller(method);
          found.add(number.value());
        }
      }
    }
    assertEquals(IntStream.rangeClosed(1, CASES).boxed().toList(), List.copyOf(found));
  }

  private static void checkRunsOnEveryPoller(Method method) {
    assertTrue(method.isAnnotationPresent(Test.class), method + " is no test");
    var tests = method.getDeclaringClass();
    assertTrue(tests.isAnnotationPresent(OnEveryPoller.class), tests + " runs on one poller");
  }

  /// The classes beside this one and below, whose names say that they are tests.
  private static List<Class<?>> testClasses() throws Exception {
    var root = folderOf(EveryCaseTest.class);
    try (var files =
        Files.walk(root.resolve(EveryCaseTest.class.getPackageName().replace('.', '/')))) {
      var names =
          files
              .map(file -> root.relativize(file).toString())
              .filter(name -> name.endsWith("Test.class"))
              .map(name -> name.replaceFirst("\\.class$", "").replaceAll("[/\\\\]", "."))
              .toList();
      assertTrue(names.contains(EveryCaseTest.class.getName()), "found among " + names);
      var classes = new ArrayList<Class<?>>();
      for (var name : names) {
        classes.add(Class.forName(name, false, EveryCaseTest.class.getClassLoader()));
      }
      return classes;
    }
  }

  private static Path folderOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
