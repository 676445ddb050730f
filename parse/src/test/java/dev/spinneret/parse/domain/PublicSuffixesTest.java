package dev.spinneret.parse.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crawlercommons.domains.EffectiveTldFinder;
import dev.spinneret.parse.url.WebUrl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds the list to the one that crawler-commons brings, and what is found in it to what that
/// library finds and to the test vectors of publicsuffix.org. With `-Dspinneret.tables=write` the
/// list is written anew, which is what a newer version of the library needs.
class PublicSuffixesTest {
  private static final Path RESOURCE =
      Path.of("src/main/resources/dev/spinneret/parse/domain/public-suffixes.txt");

  private static final String HEADER =
      """
      # The rules of the public suffix list, https://publicsuffix.org/list/, of %s.
      # This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0. If a copy of the
      # MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.
      """;

  private static final Pattern VECTOR =
      Pattern.compile("checkPublicSuffix\\('([^']+)', (?:null|'([^']+)')\\);");

  @Test
  void theResourceHasTheRulesOfTheList() throws IOException {
    var list = text(EffectiveTldFinder.class.getResourceAsStream("/effective_tld_names.dat"));
    var version = Pattern.compile("// VERSION: ([\\d-]+)_").matcher(list);
    assertTrue(version.find());
    var lines = new ArrayList<String>();
    for (var rule : rules(list)) {
      lines.add(
          switch (rule.charAt(0)) {
            case '*' -> inPunycode(rule.substring(2)) + "*";
            case '!' -> inPunycode(rule.substring(1)) + "!";
            default -> inPunycode(rule);
          });
    }
    lines.sort(null);
    assertEachNameHasOneRule(lines);
    var text = HEADER.formatted(version.group(1)) + String.join("\n", lines) + "\n";
    if ("write".equals(System.getProperty("spinneret.tables"))) {
      Files.writeString(RESOURCE, text);
    }
    assertEquals(text, Files.readString(RESOURCE));
  }

  /// A name with two rules would be two lines, of which a search finds any.
  private static void assertEachNameHasOneRule(List<String> lines) {
    var names = new HashSet<String>();
    for (var line : lines) {
      assertTrue(names.add(line.replaceAll("[*!]$", "")), line);
    }
  }

  @Test
  void eachRuleMeansWhatTheLibraryTakesItToMean() throws IOException {
    for (var rule : rules(Files.readString(RESOURCE))) {
      var name = rule.replaceAll("[*!]$", "");
      for (var each : List.of(name, "a." + name, "b.a." + name, "c.b.a." + name, "x" + name)) {
        assertEquals(libraryDomain(each), PublicSuffixes.registrableDomain(each), each);
        assertEquals(isLibrarySuffix(each), PublicSuffixes.isSuffix(each), each);
      }
    }
  }

  private record Vector(String name, @Nullable String registrable) {}

  /// What begins with a dot is no host name, and left out.
  static List<Vector> vectors() throws IOException {
    return text(PublicSuffixesTest.class.getResourceAsStream("test_psl.txt"))
        .lines()
        .map(VECTOR::matcher)
        .filter(vector -> vector.matches() && !vector.group(1).startsWith("."))
        .map(vector ->
            new Vector(
                inPunycode(vector.group(1)),
                vector.group(2) == null ? null : inPunycode(vector.group(2))))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void theVectorsOfPublicsuffixOrgHold(Vector vector) {
    var name = vector.name();
    assertEquals(
        vector.registrable() == null ? name : vector.registrable(),
        PublicSuffixes.registrableDomain(name));
    assertEquals(vector.registrable() == null, PublicSuffixes.isSuffix(name));
  }

  @ParameterizedTest
  @CsvSource({
    "com., com, true",
    "www.example.co.uk., example.co.uk, false",
    "host.no-such-tld, host.no-such-tld, false",
    "a.host.no-such-tld, host.no-such-tld, false",
    "localhost, localhost, true",
    "'', '', true",
    "~.com, ~.com, false",
    "zzzzzz.com, zzzzzz.com, false",
    "!.#, !.#, false",
  })
  void namesThatNoRuleKnowsFollowTheDefault(String name, String domain, boolean isSuffix) {
    assertEquals(domain, PublicSuffixes.registrableDomain(name));
    assertEquals(isSuffix, PublicSuffixes.isSuffix(name));
  }

  /// What the library says, by the default rule where it knows none; `name` if it is a suffix.
  private static String libraryDomain(String name) {
    var domain = EffectiveTldFinder.getAssignedDomain(name, true, false);
    if (domain != null) {
      return domain;
    }
    return isLibrarySuffix(name)
        ? name
        : name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
  }

  private static boolean isLibrarySuffix(String name) {
    return name.indexOf('.') < 0
        || (EffectiveTldFinder.getEffectiveTLD(name, false) != null
            && EffectiveTldFinder.getAssignedDomain(name, true, false) == null);
  }

  private static List<String> rules(String list) {
    return list.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("//") && !line.startsWith("#"))
        .toList();
  }

  private static String inPunycode(String name) {
    var url = WebUrl.parse("http://" + name + "/", null);
    assertNotNull(url, name);
    return url.host();
  }

  private static String text(@Nullable InputStream resource) throws IOException {
    assertNotNull(resource);
    try (resource) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
