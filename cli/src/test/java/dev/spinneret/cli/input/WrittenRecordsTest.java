package dev.spinneret.cli.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.cli.record.Field;
import dev.spinneret.cli.record.OutputFormat;
import dev.spinneret.cli.record.RecordChoice;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.verdict.Verdict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What `crawl` writes, commands read back.
class WrittenRecordsTest {
  private static final RecordChoice CHOICE =
      new RecordChoice(
          List.copyOf(Field.of(EnumSet.of(Field.Group.ALWAYS))),
          List.of(),
          List.of(),
          true,
          false,
          false);

  @Test
  void everyFieldThatIsReadIsOneThatIsWritten() {
    for (var field : RecordField.values()) {
      assertTrue(Field.labels().contains(field.label()), field.label());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"JSON_LINES", "JSON", "CSV", "TSV"})
  void textThatASpreadsheetWouldCalculateIsReadBackAsItWas(OutputFormat format) throws IOException {
    var texts =
        List.of(
            "=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x", "'x", "a;b",
            "a\"b", "a\\tb");
    var bytes = new ByteArrayOutputStream();
    try (var output = format.open(bytes, CHOICE, "", false)) {
      for (var text : texts) {
        output.skipped(text, 1, text, new Verdict.Failed(FailureCause.INVALID_URL, "not a URL"));
      }
    }
    var in = new ByteArrayInputStream(bytes.toByteArray());
    try (var file = RecordFile.open("x", in, false)) {
      for (var text : texts) {
        var record = file.next();
        assertEquals(text, record == null ? null : record.url());
        assertEquals(text, record == null ? null : record.referrer());
      }
      assertEquals(null, file.next());
    }
  }
}
