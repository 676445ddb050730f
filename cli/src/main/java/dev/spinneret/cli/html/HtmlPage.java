package dev.spinneret.cli.html;

import dev.spinneret.cli.terminal.Build;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;

/// The frame of a page. A Content-Security-Policy (W3C CSP 3) allows the page's own style sheet and
/// script by their digests, and nothing else: no other script runs, whatever the text of the page
/// holds, and nothing is loaded.
public final class HtmlPage {
  private HtmlPage() {}

  /// Puts a report together: its tables can be sorted and saved, and it fits narrow and dark
  /// screens.
  ///
  /// @param title text from anywhere
  public static String report(String title, String body) {
    var style = resource("report.css");
    var script = resource("report.js");
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '%s'; script-src '%s'; img-src data:; base-uri 'none'; form-action 'none'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="referrer" content="no-referrer">
    <meta name="color-scheme" content="light dark">
    <title>%s</title>
    <link rel="icon" href="data:,">
    <style>%s</style>
    </head>
    <body>
    %s<script>%s</script>
    </body>
    </html>
    """
        .formatted(digest(style), digest(script), HtmlText.harmless(title), style, body, script);
  }

  /// The footer of a report: what made it, when, and the bound of its tables.
  ///
  /// @param from what it was made from, such as ` from crawl.jsonl`; may be ""
  /// @param now when it was made
  /// @param rows the most rows of a table
  public static String footer(String from, Instant now, int rows) {
    return "<footer><p>"
        + HtmlText.harmless(
            "Made by spinneret %s on %s at %s UTC%s. Tables have at most %s rows each."
                .formatted(
                    Build.VERSION, Figures.day(now), Figures.time(now), from, Figures.count(rows)))
        + "</p></footer>\n";
  }

  /// The name of a site in the heading of a report.
  ///
  /// @param origin such as `https://h.example`; "" if it is not known
  /// @param otherwise the name if it is not known
  /// @return such as `h.example`
  public static String siteName(String origin, String otherwise) {
    return origin.isEmpty() ? otherwise : origin.substring(origin.indexOf("//") + 2);
  }

  /// Reads a style sheet or script that is part of the program.
  private static String resource(String name) {
    try (var in = HtmlPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(String text) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      var digest = sha256.digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
