package dev.spinneret.cli.html;

import dev.spinneret.cli.terminal.TerminalText;

/// Text as HTML: for the content of elements, and for the values of attributes in double quotes.
public final class HtmlText {
  private HtmlText() {}

  /// Escapes what HTML would read as markup.
  ///
  /// @param text from us
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /// The same for text from anywhere: control characters, those that turn the direction of writing
  /// and those that cannot be seen become U+FFFD, so that no URL looks like another.
  ///
  /// @param text from the web or a file
  public static String harmless(String text) {
    return escaped(TerminalText.of(text.replace('\n', ' ').replace('\t', ' ').replace('\r', ' ')));
  }

  /// Whether a page may link to a URL: nothing but http and https, which run no script.
  ///
  /// @param url from anywhere
  public static boolean isLink(String url) {
    return url.startsWith("https://") || url.startsWith("http://");
  }
}
