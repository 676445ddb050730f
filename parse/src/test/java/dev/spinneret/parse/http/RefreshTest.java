package dev.spinneret.parse.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "0;url=x | x",
        "5; URL = 'x y' z | x y",
        "1.5,\"x | x",
        "0 x | x",
        ".5;x | x",
        "0;urlx | urlx",
        "0;url x | url x",
        "0;u | u",
        "0;ur=x | ur=x",
        "0; 'x'y | x",
        "3;;x | ;x",
        "0;URL=url=x | url=x",
      })
  void refreshGivesItsUrl(String content, String url) {
    var refresh = Refresh.parse(content);
    assertNotNull(refresh);
    assertEquals(url, refresh.url());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "x", ";url=x", "-1;url=x", "1x;url=y", "url=x"})
  void refreshWithoutATimeIsNone(String content) {
    assertNull(Refresh.parse(content));
  }

  @Test
  void refreshWithoutAUrlReloadsThePage() {
    for (var content : List.of("0", " 5 ", "5;", "1. ,")) {
      assertEquals(new Refresh(null), Refresh.parse(content), content);
    }
  }
}
