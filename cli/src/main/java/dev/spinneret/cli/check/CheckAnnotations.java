package dev.spinneret.cli.check;

import dev.spinneret.cli.terminal.TerminalText;
import dev.spinneret.parse.url.WebUrl;
import java.util.LinkedHashSet;
import java.util.List;

/// Faulty links as workflow commands of GitHub Actions, which show each at its line of the file.
/// The file is the path of the page's URL, with `index.html` for a directory.
final class CheckAnnotations {
  /// The most annotations for one target: GitHub shows ten for each step.
  private static final int MAX_OF_A_TARGET = 10;

  private CheckAnnotations() {}

  /// The commands. A page that has two URLs, such as `/` and `/index.html`, is one file, and none
  /// of its links is said twice.
  ///
  /// @return a line for each link that is a fault
  static String of(List<CheckedLink> links) {
    var commands = new LinkedHashSet<String>();
    for (var link : links) {
      if (link.isFault()) {
        link.target().referrers().stream()
            .limit(MAX_OF_A_TARGET)
            .forEach(referrer -> commands.add(command(link, referrer)));
      }
    }
    return String.join("", commands);
  }

  private static String command(CheckedLink link, Referrer referrer) {
    var place = referrer.place();
    var out = new StringBuilder("::error file=").append(property(file(referrer.page())));
    if (place.line() > 0) {
      out.append(",line=").append(place.line()).append(",col=").append(place.column());
    }
    out.append(",title=").append(property("Link: " + link.linkClass().label())).append("::");
    out.append(data(link.target().url + ": " + CheckJunit.message(link)));
    return out.append('\n').toString();
  }

  private static String file(String page) {
    var url = WebUrl.parse(page, null);
    var path = url == null ? "/" : url.path();
    return (path.endsWith("/") ? path + "index.html" : path).substring(1);
  }

  private static String data(String text) {
    return TerminalText.of(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"));
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
