package dev.spinneret.cli.check;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.cli.terminal.UsageException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllowRulesTest {
  private static final String URL = "http://h.test/x";

  @Test
  void statusesClassesAndCausesMayStandInOneList() {
    var rules = AllowRules.of(List.of("404,malformed", "5XX", "dns_not_found 403"));
    assertTrue(rules.allow(LinkClass.BROKEN, 404, null, URL));
    assertTrue(rules.allow(LinkClass.MALFORMED, 0, null, URL));
    assertTrue(rules.allow(LinkClass.BROKEN, 502, null, URL));
    assertTrue(rules.allow(LinkClass.BROKEN, 0, "dns_not_found", URL));
    assertTrue(rules.allow(LinkClass.BLOCKED, 403, null, URL));
    assertFalse(rules.allow(LinkClass.BROKEN, 410, null, URL));
  }

  @Test
  void patternsAreThoseOfInclude() {
    var rules = AllowRules.of(List.of("*://h.test/*", "/a,b/*"));
    assertTrue(rules.allow(LinkClass.BROKEN, 410, null, URL));
    assertTrue(rules.allow(LinkClass.BROKEN, 410, null, "http://other.test/a,b/c"));
    assertFalse(rules.allow(LinkClass.BROKEN, 410, null, "http://other.test/x"));
  }

  @Test
  void aWordThatMeansNothingIsNamed() {
    var refused = assertThrows(UsageException.class, () -> AllowRules.of(List.of("404,brokn")));
    assertTrue(String.valueOf(refused.getMessage()).startsWith("--allow brokn: "));
  }
}
