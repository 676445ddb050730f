package dev.spinneret.fetch.tls.certificate;

import dev.spinneret.parse.http.HostAddress;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The hosts that a certificate is for: its subjectAltName, compared by the rules of RFC 9525 §6.
///
/// A name is compared label by label, without regard to case; a `*` that is the whole left-most
/// label stands for one label, where two more follow. Which characters a label has is not our
/// business: names with `_`, or with `-` at the end of a label, are on the web, and the JDK's own
/// check would refuse them. An address is compared with addresses only. The subject's common name
/// counts for nothing.
final class ServerIdentity {
  private static final String SUBJECT_ALT_NAME = "2.5.29.17";

  /// Tags of GeneralName (RFC 5280 §4.2.1.6).
  private static final int DNS_NAME = 0x82;

  private static final int IP_ADDRESS = 0x87;

  /// How many names a message shows.
  private static final int SHOWN_COUNT = 3;

  private final List<String> names = new ArrayList<>();
  private final List<byte[]> addresses = new ArrayList<>();

  /// @param certificate the server's own; without subjectAltName, or with one that cannot be read,
  ///   it is for no host
  ServerIdentity(X509Certificate certificate) {
    this(content(certificate.getExtensionValue(SUBJECT_ALT_NAME)));
  }

  /// @param subjectAltName the value of the extension; without one, or with one that cannot be
  ///   read, the certificate is for no host
  ServerIdentity(byte @Nullable [] subjectAltName) {
    if (subjectAltName == null) {
      return;
    }
    try {
      var all = new Der(subjectAltName).enter(Der.SEQUENCE);
      while (all.hasMore()) {
        switch (all.tag()) {
          case DNS_NAME -> names.add(name(all.octets()));
          case IP_ADDRESS -> addresses.add(all.octets());
          default -> all.skip();
        }
      }
    } catch (IllegalArgumentException _) {
      names.clear();
      addresses.clear();
    }
  }

  private static byte @Nullable [] content(byte @Nullable [] octetString) {
    return octetString == null ? null : new Der(octetString).octets();
  }

  /// Whether the certificate is for a host.
  ///
  /// @param host a name without final dot, or an address without brackets
  boolean holds(String host) {
    var address = HostAddress.of(host);
    if (address != null) {
      var octets = address.getAddress();
      return addresses.stream().anyMatch(each -> Arrays.equals(each, octets));
    }
    var wanted = host.toLowerCase(Locale.ROOT);
    return names.stream().anyMatch(each -> matches(each, wanted));
  }

  /// What it is for, for a message.
  @Override
  public String toString() {
    var all = new ArrayList<>(names);
    for (var octets : addresses) {
      try {
        all.add(InetAddress.getByAddress(octets).getHostAddress());
      } catch (java.net.UnknownHostException _) {
        // Neither 4 nor 16 octets: no address of anything.
      }
    }
    if (all.isEmpty()) {
      return "no host";
    }
    var more = all.size() - SHOWN_COUNT;
    return String.join(", ", all.subList(0, Math.min(SHOWN_COUNT, all.size())))
        + (more > 0 ? " and " + more + " more" : "");
  }

  private static boolean matches(String presented, String wanted) {
    if (!presented.startsWith("*.")) {
      return presented.equals(wanted);
    }
    var rest = presented.substring(1);
    var dot = wanted.indexOf('.');
    return dot > 0 && wanted.substring(dot).equals(rest) && rest.indexOf('.', 1) > 0;
  }

  private static String name(byte[] ia5) {
    var text = new String(ia5, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }
}
