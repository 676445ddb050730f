package dev.spinneret.cli.crawl;

import dev.spinneret.parse.url.WebUrl;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Seeds as text: what counts as one, the same in arguments, files and standard input.
///
/// A byte order mark is a signature and no part of the text (Unicode §23.8). A URL without a
/// scheme, such as `example.org`, `localhost:8080/a` or `//example.org/`, becomes an http URL;
/// paths of files do not. Of a line, what follows a tab is another column, and what follows white
/// space and `#` is a comment.
final class SeedText {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /// Schemes of what looks like a host and a port, but is none.
  private static final Set<String> OTHER_SCHEMES =
      Set.of("about", "data", "file", "javascript", "mailto", "news", "sms", "tel", "urn");

  private static final char FIRST_NON_ASCII = '\u0080';

  /// What does not belong to the URL of a line; compiled when the first line is read, since most
  /// seeds are typed.
  private static final class Rest {
    static final Pattern OF_A_LINE = Pattern.compile("\\t|(^|\\s+)#");
  }

  private SeedText() {}

  /// Reads lines: UTF-8, or UTF-16 behind its byte order mark, as some programs save lists.
  ///
  /// @param in closed with the reader
  /// @param onError what to do with octets that are no text
  /// @throws IOException if the first octets cannot be read
  static BufferedReader lines(InputStream in, CodingErrorAction onError) throws IOException {
    var start = new PushbackInputStream(in, 2);
    var charset = charset(start);
    var decoder = charset.newDecoder().onMalformedInput(onError).onUnmappableCharacter(onError);
    return new BufferedReader(new InputStreamReader(start, decoder));
  }

  /// Reads no more octets than needed: standard input may be a person who types.
  private static Charset charset(PushbackInputStream in) throws IOException {
    int first = in.read();
    if (first == 0xFE || first == 0xFF) {
      int second = in.read();
      if (first + second == 0xFE + 0xFF) {
        return first == 0xFE ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
      }
      unread(in, second);
    }
    unread(in, first);
    return StandardCharsets.UTF_8;
  }

  private static void unread(PushbackInputStream in, int octet) throws IOException {
    if (octet >= 0) {
      in.unread(octet);
    }
  }

  /// What a line says.
  ///
  /// @return null when it is blank, or a comment
  static @Nullable String content(String line) {
    var text = bare(line);
    var end = Rest.OF_A_LINE.matcher(text);
    text = end.find() ? text.substring(0, end.start()) : text;
    return text.isEmpty() ? null : text;
  }

  private static String bare(String text) {
    return (text.isEmpty() || text.charAt(0) != BYTE_ORDER_MARK ? text : text.substring(1)).strip();
  }

  /// Reads one URL.
  ///
  /// @return null when it is no http or https URL, and no host either
  static @Nullable WebUrl parse(String typed) {
    var text = bare(typed);
    var url = WebUrl.parse(text, null);
    return url == null && lacksScheme(text) ? WebUrl.parse(withScheme(text), null) : url;
  }

  /// Whether a URL has no scheme, so that http is assumed.
  ///
  /// @param typed as given to [#parse], which has read it
  static boolean lacksScheme(String typed) {
    var text = bare(typed);
    if (WebUrl.parse(text, null) != null
        || text.contains("://")
        || text.indexOf('@') >= 0
        || !beginsLikeHost(text)) {
      return false;
    }
    int colon = text.indexOf(':');
    return colon < 0 || !OTHER_SCHEMES.contains(text.substring(0, colon).toLowerCase(Locale.ROOT));
  }

  /// The path of a file, other text, and a number, such as the value of a flag that takes none, do
  /// not.
  private static boolean beginsLikeHost(String text) {
    var host = text.startsWith("//") ? text.substring(2) : text;
    if (host.isEmpty() || Character.getType(host.charAt(0)) == Character.DASH_PUNCTUATION) {
      return false;
    }
    char first = host.charAt(0);
    boolean isAscii = first < FIRST_NON_ASCII;
    boolean isDrive =
        isAscii
            && Character.isLetter(first)
            && (host.startsWith(":/", 1) || host.startsWith(":\\", 1));
    boolean isOfHost = !isAscii || Character.isLetterOrDigit(first) || "_[".indexOf(first) >= 0;
    return isOfHost && !isDrive && !isNumber(host);
  }

  private static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static String withScheme(String text) {
    return text.startsWith("//") ? "http:" + text : "http://" + text;
  }
}
