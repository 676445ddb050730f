package dev.spinneret.cli;

import dev.spinneret.parse.url.WebUrl;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The URLs that a crawl starts from.
final class Seeds {
  private Seeds() {}

  /// Reads the seeds.
  ///
  /// @param typed URLs; `-` is left out, see [SeedReader]
  /// @param files with one URL a line
  /// @return in that order
  /// @throws UsageException when one is no http or https URL, or a file cannot be read
  static List<WebUrl> of(List<String> typed, List<String> files) {
    var seeds = new ArrayList<WebUrl>();
    for (var text : typed) {
      if (!text.equals("-")) {
        seeds.add(url(text));
      }
    }
    for (var file : files) {
      if (file.equals("-")) {
        throw new UsageException("--seeds -: give - as a URL to read standard input");
      }
      try {
        seeds.addAll(lines(file, Files.newBufferedReader(Path.of(file))));
      } catch (IOException e) {
        throw new UsageException("--seeds %s: %s".formatted(file, Failures.reason(e)));
      }
    }
    return seeds;
  }

  private static List<WebUrl> lines(String name, java.io.Reader reader) {
    var seeds = new ArrayList<WebUrl>();
    var number = 0;
    try (var lines = new BufferedReader(reader)) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        var text = line.strip();
        if (!text.isEmpty() && !text.startsWith("#")) {
          var url = WebUrl.parse(text, null);
          if (url == null) {
            throw new UsageException(
                "--seeds %s line %d: '%s' is no http or https URL"
                    .formatted(name, number, Identity.masked(text)));
          }
          seeds.add(url);
        }
      }
    } catch (IOException e) {
      throw new UsageException(
          "--seeds %s: %s"
              .formatted(
                  name,
                  e instanceof MalformedInputException ? "is no UTF-8 text" : Failures.reason(e)));
    }
    return seeds;
  }

  /// Reads one URL.
  ///
  /// @param text as typed
  /// @return the URL
  /// @throws UsageException when it is no http or https URL
  static WebUrl url(String text) {
    var url = WebUrl.parse(text, null);
    if (url == null) {
      var guess = WebUrl.parse("http://" + text, null);
      var hint =
          guess == null || text.contains("://") || text.contains("@")
              ? ""
              : "; did you mean " + guess.href() + "?";
      throw new UsageException(
          "'%s' is no http or https URL%s".formatted(Identity.masked(text), hint));
    }
    return url;
  }
}
