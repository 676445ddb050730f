package dev.spinneret.cli.terminal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Text as an output can encode it. That of a page may have lone surrogates, from references such
/// as `&#xD800;`, which jsoup resolves although the standard replaces them.
public final class WellFormed {
  private WellFormed() {}

  /// A text with each surrogate that stands alone replaced by U+FFFD.
  ///
  /// @return the same if there is none
  public static String text(String value) {
    for (var i = 0; i < value.length(); i++) {
      if (Character.isSurrogate(value.charAt(i))) {
        return replaced(value);
      }
    }
    return value;
  }

  private static String replaced(String value) {
    var out = new StringBuilder(value.length());
    value.codePoints().forEach(c -> out.appendCodePoint(isSurrogate(c) ? 0xFFFD : c));
    return out.toString();
  }

  private static boolean isSurrogate(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  /// A generator all of whose texts are well-formed.
  ///
  /// @param json gets them
  public static JsonGenerator json(JsonGenerator json) {
    return new JsonGeneratorDelegate(json) {
      @Override
      public void writeString(@Nullable String value) throws IOException {
        super.writeString(value == null ? null : text(value));
      }
    };
  }
}
