package dev.spinneret.parse.url;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.ibm.icu.text.IDNA;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainToAsciiTest {
  @ParameterizedTest
  @CsvSource({
    "Example.COM, example.com",
    "BÜCHER.example, xn--bcher-kva.example",
    "straße.example, xn--strae-oqa.example",
    "日本語。ＪＰ, xn--wgv71a119e.jp",
    "mañana.com, xn--maana-pta.com",
    "☃.net, xn--n3h.net",
    "ﷺ.x, ",
    "a\u00ADb, ab",
    "XN--Bcher-KVA.example, xn--bcher-kva.example",
    "xn--zzzzzzz\u00E9.x, ",
    "xn--a.é, ",
    "-é-.x, xn-----bja.x",
    "..é, ..xn--9ca",
  })
  void domainsAreMappedAndEncoded(String domain, String expected) {
    assertEquals(expected, DomainToAscii.convert(domain));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0301a.x", // begins with a combining mark
        "a\u200Db.x", // joiner without a virama
        "a\u200Cé.x", // non-joiner between letters that do not join
        "א1a.x", // left-to-right in a right-to-left label
        "1א.x", // right-to-left label that begins with a digit
        "a.א.1é", // every label of a Bidi domain obeys the rule
        "\uD800.x", // lone surrogate
        "\uE000.x", // private use
        "xn--\u00E9", // A-label that is not ASCII
      })
  void whatUts46ForbidsIsNoDomain(String domain) {
    assertNull(DomainToAscii.convert(domain));
  }

  @Test
  void joinersStandWhereTheScriptNeedsThem() {
    assertNotNull(DomainToAscii.convert("क्\u200Dष"));
    assertNotNull(DomainToAscii.convert("क्\u200Cष"));
    assertNotNull(DomainToAscii.convert("ن\u200Cن"));
    assertNull(DomainToAscii.convert("ن\u200C"));
    assertNull(DomainToAscii.convert("ن\u200Dن"));
  }

  @Test
  void overlongLabelEndsQuickly() {
    assertNull(DomainToAscii.convert("日本é".repeat(100_000)));
    assertNull(DomainToAscii.convert("é.xn--" + "a1b2".repeat(100_000)));
  }

  @Test
  void randomDomainsFareAsIcuHasIt() {
    var seed = 20_250_906L;
    System.out.println("domains: seed " + seed);
    var random = new Random(seed);
    var idna =
        IDNA.getUTS46Instance(
            IDNA.CHECK_BIDI
                | IDNA.CHECK_CONTEXTJ
                | IDNA.NONTRANSITIONAL_TO_ASCII
                | IDNA.NONTRANSITIONAL_TO_UNICODE);
    for (var i = 0; i < 40_000; i++) {
      var domain = randomDomain(random);
      var info = new IDNA.Info();
      var out = new StringBuilder();
      idna.nameToASCII(domain, out, info);
      var errors =
          info.getErrors().isEmpty() ? Set.<IDNA.Error>of() : EnumSet.copyOf(info.getErrors());
      errors = Set.copyOf(errors.stream().filter(e -> !NOT_CHECKED.contains(e)).toList());
      assertEquals(
          errors.isEmpty() ? out.toString() : null,
          DomainToAscii.convert(domain),
          () -> escaped(domain));
    }
  }

  /// What CheckHyphens and VerifyDnsLength would find.
  private static final Set<IDNA.Error> NOT_CHECKED =
      EnumSet.of(
          IDNA.Error.EMPTY_LABEL,
          IDNA.Error.LABEL_TOO_LONG,
          IDNA.Error.DOMAIN_NAME_TOO_LONG,
          IDNA.Error.LEADING_HYPHEN,
          IDNA.Error.TRAILING_HYPHEN,
          IDNA.Error.HYPHEN_3_4);

  private static String randomDomain(Random random) {
    var domain = new StringBuilder("é");
    for (var n = random.nextInt(8); n > 0; n--) {
      switch (random.nextInt(12)) {
        case 0 -> domain.append('.');
        case 1 -> domain.append("xn--").append(random.nextBoolean() ? "bcher-kva" : "a1b");
        case 2 -> domain.append((char) ('a' + random.nextInt(26)));
        case 3 -> domain.append((char) ('0' + random.nextInt(10)));
        case 4 -> domain.append(random.nextBoolean() ? '\u200C' : '\u200D');
        case 5 -> domain.append((char) (0x5D0 + random.nextInt(0x80)));
        case 6 -> domain.append((char) (0x600 + random.nextInt(0x100)));
        case 7 -> domain.append((char) (0x900 + random.nextInt(0x80)));
        case 8 -> domain.append((char) (0x300 + random.nextInt(0x70)));
        case 9 -> domain.appendCodePoint(0x1_0000 + random.nextInt(0x2_0000));
        case 10 -> domain.append((char) (0x80 + random.nextInt(0xD780)));
        default -> domain.append((char) (0xF900 + random.nextInt(0x6FD)));
      }
    }
    return domain.toString();
  }

  private static String escaped(String domain) {
    var out = new StringBuilder();
    domain.codePoints().forEach(c -> out.append(Integer.toHexString(c)).append(' '));
    return out.toString();
  }
}
