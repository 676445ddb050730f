package dev.spinneret.engine.crawl.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.spinneret.parse.http.Headers;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which fields of a reply are sent back.
class ValidatorsTest {
  private static @Nullable Validators of(String... namesAndValues) {
    var fields = new ArrayList<Headers.Field>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.add(new Headers.Field(namesAndValues[i], namesAndValues[i + 1]));
    }
    return Validators.of(new Headers(fields));
  }

  @Test
  void theFieldsAreKeptAsTheyAre() {
    assertEquals(
        new Validators("W/\"é\"", "yesterday"),
        of("etag", "W/\"é\"", "Last-Modified", "yesterday"));
    assertEquals(new Validators(null, "x"), of("ETag", "", "Last-Modified", "x"));
    assertNull(of("Content-Type", "text/html"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nHost: b", "a\u0000", "\u2026", "\u007f", ""})
  void whatNoFieldCanHoldIsNotSentBack(String value) {
    assertNull(of("ETag", value));
    assertThrows(IllegalArgumentException.class, () -> new Validators(value, null));
    assertThrows(IllegalArgumentException.class, () -> new Validators(null, value));
  }

  @Test
  void aVeryLongFieldIsNotSentBack() {
    assertNull(of("ETag", "x".repeat(501)));
    assertEquals(new Validators("x".repeat(500), null), of("ETag", "x".repeat(500)));
    assertThrows(IllegalArgumentException.class, () -> new Validators(null, null));
  }
}
