package dev.spinneret.cli.crawl;

import dev.spinneret.cli.flag.Masks;
import dev.spinneret.cli.terminal.Failures;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.parse.http.HostAddress;
import dev.spinneret.parse.http.PublicInternet;
import dev.spinneret.parse.url.WebUrl;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The URLs that a crawl starts from.
public final class Seeds {
  private Seeds() {}

  /// Reads the seeds.
  ///
  /// @param typed URLs; `-` is left out, see [SeedReader]
  /// @param files with one URL a line
  /// @param assumed gets each URL for which http is assumed, as it was typed
  /// @return in that order
  /// @throws UsageException if one is no http or https URL, or a file cannot be read
  static List<WebUrl> of(List<String> typed, List<String> files, Consumer<String> assumed) {
    var seeds = new ArrayList<WebUrl>();
    for (var text : typed) {
      if (!text.equals("-")) {
        seeds.add(url(text, assumed));
      }
    }
    for (var file : files) {
      if (file.equals("-")) {
        throw new UsageException("--seeds -: pass - as a URL to read standard input");
      }
      try (var in = Files.newInputStream(Path.of(file));
          var lines = SeedText.lines(in, CodingErrorAction.REPORT)) {
        read(file, lines, seeds, assumed);
      } catch (MalformedInputException _) {
        throw new UsageException("--seeds %s: is not UTF-8 text".formatted(file));
      } catch (IOException e) {
        throw new UsageException("--seeds %s: %s".formatted(file, Failures.reason(e)));
      }
    }
    return seeds;
  }

  private static void read(
      String name, BufferedReader lines, List<WebUrl> seeds, Consumer<String> assumed)
      throws IOException {
    var number = 0;
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      var text = SeedText.content(line);
      if (text != null) {
        var url = SeedText.parse(text);
        if (url == null) {
          throw new UsageException(
              "--seeds %s line %d: '%s' is not an http or https URL"
                  .formatted(name, number, Masks.url(text)));
        }
        note(text, assumed);
        seeds.add(url);
      }
    }
  }

  /// Reads one URL.
  ///
  /// @param text as typed; without a scheme it is an http URL
  /// @throws UsageException if it is no http or https URL
  public static WebUrl url(String text) {
    return url(text, _ -> {});
  }

  /// Reads one URL.
  ///
  /// @param assumed gets it when http is assumed
  /// @throws UsageException if it is no http or https URL
  static WebUrl url(String text, Consumer<String> assumed) {
    var url = SeedText.parse(text);
    if (url == null) {
      throw new UsageException(
          "'%s' is not an http or https URL%s".formatted(Masks.url(text), hint(text)));
    }
    note(text, assumed);
    return url;
  }

  /// What to do in place of typing a text that is no URL.
  private static String hint(String text) {
    if (text.startsWith("@")) {
      return "; --seeds FILE reads URLs from a file";
    }
    return text.startsWith("file:") || isFile(text)
        ? "; files are crawled where a server serves them"
        : "";
  }

  private static boolean isFile(String text) {
    try {
      return !text.isEmpty() && Files.exists(Path.of(text));
    } catch (InvalidPathException _) {
      return false;
    }
  }

  private static void note(String text, Consumer<String> assumed) {
    if (SeedText.lacksScheme(text)) {
      assumed.accept(text);
    }
  }

  /// Whether a URL names a loopback or private address, by what can be read from it.
  ///
  /// @return false where only the DNS could say so
  public static boolean isSpeltPrivate(WebUrl url) {
    if (HostAddress.isLoopback(url.host())) {
      return true;
    }
    var address = HostAddress.of(url.host());
    return address != null && !PublicInternet.holds(address);
  }
}
