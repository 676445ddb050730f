package dev.spinneret.samples.ladder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs every program as the README says, and looks for what the README says that it prints.
@Timeout(180)
class MainsTest {
  private static final Object[] NO_ARGUMENTS = {new String[0]};

  static Stream<ReadmeRow> rows() throws IOException {
    return ReadmeRow.all().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void everyProgramPrintsWhatTheReadmeSays(ReadmeRow row) throws Exception {
    var program = Class.forName("dev.spinneret.samples.ladder." + row.program());
    var main =
        Stream.of(program.getDeclaredMethods())
            .filter(method -> method.getName().equals("main"))
            .findFirst()
            .orElseThrow();
    var standardOutput = System.out;
    var bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, UTF_8));
    try {
      main.invoke(null, main.getParameterCount() == 0 ? new Object[0] : NO_ARGUMENTS);
    } finally {
      System.setOut(standardOutput);
    }
    var printed = bytes.toString(UTF_8);
    assertFalse(printed.contains("class path"), printed);
    assumeFalse(printed.contains("nothing to show"), () -> "skipped: " + printed);
    assertTrue(printed.contains(row.prints()), printed);
  }
}
