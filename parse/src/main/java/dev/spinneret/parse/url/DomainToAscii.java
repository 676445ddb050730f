package dev.spinneret.parse.url;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The domain parser of WHATWG URL §3.3, which is ToASCII of UTS #46 with CheckHyphens,
/// VerifyDnsLength, UseSTD3ASCIIRules and Transitional_Processing false, CheckBidi and CheckJoiners
/// true.
final class DomainToAscii {
  private static final String PREFIX = "xn--";

  private DomainToAscii() {}

  /// Converts a domain.
  ///
  /// An ASCII one is only lower-cased: its `xn--` labels are not decoded.
  ///
  /// @return null when it is not valid
  static @Nullable String convert(String domain) {
    return isAscii(domain) ? domain.toLowerCase(Locale.ROOT) : process(domain);
  }

  private static @Nullable String process(String domain) {
    var labels = unicodeLabels(map(domain));
    if (labels == null) {
      return null;
    }
    var bidi = labels.stream().anyMatch(BidiRule::isBidi);
    var out = new StringBuilder(domain.length() + 16);
    var separator = "";
    for (var label : labels) {
      if (bidi && !BidiRule.isValid(label)) {
        return null;
      }
      out.append(separator);
      separator = ".";
      if (isAscii(label)) {
        out.append(label);
      } else {
        var encoded = Punycode.encode(label);
        if (encoded == null) {
          return null;
        }
        out.append(PREFIX).append(encoded);
      }
    }
    return out.toString();
  }

  private static String map(String domain) {
    var out = new StringBuilder(domain.length());
    for (var i = 0; i < domain.length(); ) {
      var codePoint = domain.codePointAt(i);
      IdnaTable.appendMapped(out, codePoint);
      i += Character.charCount(codePoint);
    }
    return Normalizer.normalize(out, Normalizer.Form.NFC);
  }

  /// The labels with Punycode decoded, or null when one is not valid.
  private static @Nullable List<String> unicodeLabels(String mapped) {
    var labels = new ArrayList<String>();
    for (var from = 0; from <= mapped.length(); ) {
      var dot = mapped.indexOf('.', from);
      var to = dot < 0 ? mapped.length() : dot;
      var label = mapped.substring(from, to);
      if (label.startsWith(PREFIX)) {
        label = decoded(label);
        if (label == null) {
          return null;
        }
      }
      if (!isValid(label)) {
        return null;
      }
      labels.add(label);
      from = to + 1;
    }
    return labels;
  }

  private static @Nullable String decoded(String label) {
    if (!isAscii(label)) {
      return null;
    }
    var decoded = Punycode.decode(label.substring(PREFIX.length()));
    return decoded == null || isAscii(decoded) ? null : decoded;
  }

  /// The validity criteria of UTS #46 §4.1, except for the Bidi rule.
  private static boolean isValid(String label) {
    if (label.isEmpty()) {
      return true;
    }
    if (isAscii(label)) {
      return true;
    }
    if (label.startsWith(PREFIX)
        || !Normalizer.isNormalized(label, Normalizer.Form.NFC)
        || isMark(label.codePointAt(0))) {
      return false;
    }
    for (var i = 0; i < label.length(); ) {
      var codePoint = label.codePointAt(i);
      if (codePoint == '.' || !IdnaTable.isValid(codePoint)) {
        return false;
      }
      i += Character.charCount(codePoint);
    }
    return Joining.isValid(label);
  }

  private static boolean isMark(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> false;
    };
  }

  private static boolean isAscii(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
