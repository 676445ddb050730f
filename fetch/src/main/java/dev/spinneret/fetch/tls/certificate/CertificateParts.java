package dev.spinneret.fetch.tls.certificate;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The parts of a plain certificate, read from its encoding (RFC 5280 §4.1).
///
/// A certificate is plain if no validator has to interpret anything: it is of version 3, its
/// encoding is DER, it has none of the weak, old or rare algorithms, and no extension restricts a
/// path or is critical, apart from those that nearly every certificate has. The certificates of the
/// web are plain, with few exceptions. What is not plain is left to the JDK, so it is no loss to
/// reject too much here.
final class CertificateParts {
  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int OBJECT_IDENTIFIER = 0x06;
  private static final int BOOLEAN = 0x01;
  private static final int UTC_TIME = 0x17;
  private static final int GENERALIZED_TIME = 0x18;
  private static final int SET = 0x31;

  /// UTF8String, PrintableString, IA5String.
  private static final Set<Integer> STRINGS = Set.of(0x0c, 0x13, 0x16);

  private static final int VERSION = 0xa0;
  private static final int EXTENSIONS = 0xa3;

  /// Version 3, and nothing else, in the field of the version.
  private static final ByteBuffer VERSION_3 = octets("020102");

  /// The algorithms of signatures: SHA-256, SHA-384 and SHA-512, each with ECDSA (RFC 5758 §3.2)
  /// and RSA (RFC 4055 §5).
  private static final Set<ByteBuffer> SIGNATURES =
      Set.of(
          octets("300a06082a8648ce3d040302"),
          octets("300a06082a8648ce3d040303"),
          octets("300a06082a8648ce3d040304"),
          octets("300d06092a864886f70d01010b0500"),
          octets("300d06092a864886f70d01010c0500"),
          octets("300d06092a864886f70d01010d0500"));

  /// The algorithms of keys: P-256, P-384 and P-521 by their names (RFC 5480 §2.1.1).
  private static final Set<ByteBuffer> CURVES =
      Set.of(
          octets("301306072a8648ce3d020106082a8648ce3d030107"),
          octets("301006072a8648ce3d020106052b81040022"),
          octets("301006072a8648ce3d020106052b81040023"));

  /// RFC 3279 §2.3.1.
  private static final ByteBuffer RSA = octets("300d06092a864886f70d0101010500");

  /// The public exponent of nearly all keys, 65,537.
  private static final ByteBuffer EXPONENT = octets("0203010001");

  /// The least length of a modulus: 2,048 bits and the sign.
  private static final int MODULUS_BYTES = 257;

  /// Serial number, algorithm, issuer, validity, subject.
  private static final int FIELDS_BEFORE_KEY = 5;

  /// A point whose two coordinates are there, and no bit of the string is unused (RFC 5480 §2.2).
  private static final int WHOLE_POINT = 0x0004;

  private static final ByteBuffer SUBJECT_ALT_NAME = octets("551d11");
  private static final ByteBuffer KEY_USAGE = octets("551d0f");
  private static final ByteBuffer EXTENDED_KEY_USAGE = octets("551d25");
  private static final ByteBuffer BASIC_CONSTRAINTS = octets("551d13");

  /// What the identifiers of purposes begin with: `1.3.6.1.5.5.7.3`.
  private static final ByteBuffer PURPOSES = octets("2b060105050703");

  private static final ByteBuffer TRUE = octets("0101ff");

  private static final ByteBuffer NO_AUTHORITY = octets("3000");
  private static final ByteBuffer AUTHORITY = octets("30030101ff");

  /// Without its last octet, the limit.
  private static final ByteBuffer LIMITED_AUTHORITY = octets("30060101ff0201");

  /// Those that are part of a path's validation: they may be critical.
  private static final Set<ByteBuffer> VALIDATED =
      Set.of(KEY_USAGE, EXTENDED_KEY_USAGE, BASIC_CONSTRAINTS);

  /// The others of RFC 5280 §4.2 that restrict nothing unless they are critical: names, key
  /// identifiers, distribution points, policies.
  private static final Set<ByteBuffer> HARMLESS =
      Set.of(
          SUBJECT_ALT_NAME, octets("551d0e"), octets("551d23"), octets("551d1f"), octets("551d20"));

  /// What the identifiers of RFC 5280 §4.2 begin with.
  private static final int STANDARD_EXTENSION = 0x551d;

  private final byte[] encoded;
  private final byte[] issuer;
  private final byte[] subject;
  private final long fromMillis;
  private final long untilMillis;
  private byte @Nullable [] subjectAltName;
  private byte @Nullable [] keyUsage;
  private byte @Nullable [] extendedKeyUsage;

  /// @throws IllegalArgumentException if the certificate is not plain
  CertificateParts(byte[] encoded) {
    this.encoded = encoded;
    try {
      var file = new Der(encoded);
      var certificate = file.enter(Der.SEQUENCE);
      check(!file.hasMore(), "octets after the certificate");
      var body = certificate.enter(Der.SEQUENCE);
      check(wrap(body.octets(VERSION)).equals(VERSION_3), "the version");
      check(isPositive(body.octets(INTEGER)), "the serial number");
      var signature = wrap(body.whole());
      check(SIGNATURES.contains(signature), "the algorithm of the signature");
      this.issuer = body.whole();
      var validity = body.enter(Der.SEQUENCE);
      this.fromMillis = time(validity);
      this.untilMillis = time(validity);
      check(!validity.hasMore(), "the validity");
      this.subject = body.whole();
      checkName(issuer);
      checkName(subject);
      checkKey(body.enter(Der.SEQUENCE));
      extensions(body.enter(EXTENSIONS).enter(Der.SEQUENCE));
      check(!body.hasMore(), "fields after the extensions");
      check(signature.equals(wrap(certificate.whole())), "two algorithms of the signature");
      check(certificate.octets(BIT_STRING)[0] == 0, "the signature");
      check(!certificate.hasMore(), "fields after the signature");
    } catch (DateTimeException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("not a plain certificate", e);
    }
  }

  /// Whether a certificate is plain.
  static boolean isPlain(byte[] encoded) {
    try {
      var _ = new CertificateParts(encoded);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /// Whether at least the key of a certificate is, and no extension restricts the path: a trusted
  /// one need not be plain otherwise.
  static boolean mayEndPaths(byte[] encoded) {
    try {
      var body = new Der(encoded).enter(Der.SEQUENCE).enter(Der.SEQUENCE);
      if (body.tag() == VERSION) {
        body.skip();
      }
      for (var i = 0; i < FIELDS_BEFORE_KEY; i++) {
        body.skip();
      }
      checkKey(body.enter(Der.SEQUENCE));
      while (body.hasMore() && body.tag() != EXTENSIONS) {
        body.skip();
      }
      if (body.hasMore()) {
        var all = body.enter(EXTENSIONS).enter(Der.SEQUENCE);
        while (all.hasMore()) {
          check(!mayRestrict(identifier(all.enter(Der.SEQUENCE))), "a restriction");
        }
      }
      return true;
    } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
      return false;
    }
  }

  private static boolean mayRestrict(ByteBuffer extension) {
    return !VALIDATED.contains(extension)
        && !HARMLESS.contains(extension)
        && extension.getShort(0) == STANDARD_EXTENSION;
  }

  /// RFC 5280 §4.1.2.4, with strings of the usual kinds. An empty name means that who it is stands
  /// elsewhere.
  private static void checkName(byte[] name) {
    var parts = new Der(name).enter(Der.SEQUENCE);
    check(parts.hasMore(), "an empty name");
    while (parts.hasMore()) {
      var part = parts.enter(SET);
      check(part.hasMore(), "an empty part of a name");
      while (part.hasMore()) {
        var attribute = part.enter(Der.SEQUENCE);
        var _ = identifier(attribute);
        check(STRINGS.contains(attribute.tag()), "a rare string in a name");
        attribute.skip();
        check(!attribute.hasMore(), "a part of a name");
      }
    }
  }

  /// X.690 §8.19.
  private static ByteBuffer identifier(Der in) {
    var octets = in.octets(OBJECT_IDENTIFIER);
    var isStart = true;
    for (var octet : octets) {
      check(!isStart || octet != (byte) 0x80, "an object identifier");
      isStart = octet >= 0;
    }
    check(isStart && octets.length > 0, "an object identifier");
    return wrap(octets);
  }

  private static boolean isPositive(byte[] integer) {
    if (integer[0] < 0 || (integer.length > 1 && integer[0] == 0 && integer[1] >= 0)) {
      return false;
    }
    for (var octet : integer) {
      if (octet != 0) {
        return true;
      }
    }
    return false;
  }

  /// RFC 5280 §4.1.2.5: to the second, in UTC.
  private static long time(Der validity) {
    var tag = validity.tag();
    check(tag == UTC_TIME || tag == GENERALIZED_TIME, "a time");
    var octets = validity.octets();
    var yearDigits = tag == UTC_TIME ? 2 : 4;
    check(octets.length == yearDigits + 11 && octets[octets.length - 1] == 'Z', "a time");
    var year = number(octets, 0, yearDigits);
    if (tag == UTC_TIME) {
      year += year < 50 ? 2000 : 1900;
    }
    var fields = new int[5];
    for (var i = 0; i < fields.length; i++) {
      fields[i] = number(octets, yearDigits + 2 * i, 2);
    }
    return LocalDateTime.of(year, fields[0], fields[1], fields[2], fields[3], fields[4])
            .toEpochSecond(ZoneOffset.UTC)
        * 1_000;
  }

  private static int number(byte[] digits, int from, int count) {
    var number = 0;
    for (var i = from; i < from + count; i++) {
      check(digits[i] >= '0' && digits[i] <= '9', "a time");
      number = number * 10 + digits[i] - '0';
    }
    return number;
  }

  private static void checkKey(Der key) {
    var algorithm = wrap(key.whole());
    var octets = key.octets(BIT_STRING);
    check(!key.hasMore(), "the key");
    if (algorithm.equals(RSA)) {
      check(octets[0] == 0, "the key");
      var bits = new Der(octets);
      bits.skipOctet();
      var numbers = bits.enter(Der.SEQUENCE);
      check(numbers.octets(INTEGER).length >= MODULUS_BYTES, "a short key");
      check(wrap(numbers.whole()).equals(EXPONENT), "the exponent");
      check(!numbers.hasMore() && !bits.hasMore(), "the key");
    } else {
      check(CURVES.contains(algorithm), "the algorithm of the key");
      check((octets[0] << Byte.SIZE | octets[1]) == WHOLE_POINT, "the key");
    }
  }

  private void extensions(Der all) {
    var seen = new HashSet<ByteBuffer>();
    while (all.hasMore()) {
      var extension = all.enter(Der.SEQUENCE);
      var identifier = identifier(extension);
      check(seen.add(identifier), "an extension twice");
      var critical = extension.tag() == BOOLEAN;
      if (critical) {
        check(wrap(extension.whole()).equals(TRUE), "whether an extension is critical");
      }
      var value = extension.octets(Der.OCTET_STRING);
      check(!extension.hasMore(), "an extension");
      check(!critical || VALIDATED.contains(identifier), "a critical extension");
      check(!mayRestrict(identifier), "an extension that may restrict the path");
      if (identifier.equals(SUBJECT_ALT_NAME)) {
        subjectAltName = value;
      } else if (identifier.equals(KEY_USAGE)) {
        checkUsage(value);
        keyUsage = value;
      } else if (identifier.equals(EXTENDED_KEY_USAGE)) {
        checkPurposes(value);
        extendedKeyUsage = value;
      } else if (identifier.equals(BASIC_CONSTRAINTS)) {
        checkConstraints(value);
      }
    }
  }

  /// Up to nine bits.
  private static void checkUsage(byte[] value) {
    var usage = new Der(value);
    var bits = usage.octets(BIT_STRING);
    check(!usage.hasMore() && (bits.length == 2 || bits.length == 3), "the key usage");
    check(bits[0] >= 0 && bits[0] < Byte.SIZE, "the key usage");
  }

  /// A sequence of purposes that RFC 5280 §4.2.1.12 and its successors name.
  private static void checkPurposes(byte[] value) {
    var extension = new Der(value);
    var purposes = extension.enter(Der.SEQUENCE);
    check(purposes.hasMore() && !extension.hasMore(), "the purposes");
    while (purposes.hasMore()) {
      var purpose = wrap(purposes.octets(OBJECT_IDENTIFIER));
      var last = PURPOSES.capacity();
      check(purpose.capacity() == last + 1 && purpose.get(last) > 0, "a rare purpose");
      check(purpose.slice(0, last).equals(PURPOSES), "a rare purpose");
    }
  }

  /// Whether it is an authority, and if so, how many may follow it.
  private static void checkConstraints(byte[] value) {
    var constraints = wrap(value);
    check(
        constraints.equals(NO_AUTHORITY)
            || constraints.equals(AUTHORITY)
            || (value.length == LIMITED_AUTHORITY.capacity() + 1
                && constraints.slice(0, value.length - 1).equals(LIMITED_AUTHORITY)
                && value[value.length - 1] >= 0),
        "the basic constraints");
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException("not a plain certificate: " + what);
    }
  }

  private static ByteBuffer wrap(byte[] octets) {
    return ByteBuffer.wrap(octets);
  }

  private static ByteBuffer octets(String hex) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
  }

  /// All of it; not to be changed.
  byte[] encoded() {
    return encoded;
  }

  /// The name of who has signed it, with its tag.
  byte[] issuer() {
    return issuer;
  }

  /// The name of whom it is about, with its tag.
  byte[] subject() {
    return subject;
  }

  /// When it becomes valid, in milliseconds since 1970.
  long fromMillis() {
    return fromMillis;
  }

  /// When it expires, in milliseconds since 1970.
  long untilMillis() {
    return untilMillis;
  }

  /// The value of its extension subjectAltName; null if it has none.
  byte @Nullable [] subjectAltName() {
    return subjectAltName;
  }

  /// The value of its extension keyUsage; null if it has none.
  byte @Nullable [] keyUsage() {
    return keyUsage;
  }

  /// The value of its extension extKeyUsage; null if it has none.
  byte @Nullable [] extendedKeyUsage() {
    return extendedKeyUsage;
  }
}
