package dev.spinneret.cli.check;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.spinneret.cli.terminal.Failures;
import dev.spinneret.cli.terminal.Json;
import dev.spinneret.cli.terminal.OutputException;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.cli.terminal.WholeFile;
import dev.spinneret.parse.url.WebUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What earlier checks found out about URLs outside of the site, in a file (`--cache`).
///
/// Only good answers are kept, and those of servers that refuse programs: what is broken is
/// requested again in every run, so that a repair is seen at once. The file has one JSON object a
/// line; the first line names the format. What is too old is dropped when the file is written.
final class LinkCache {
  private static final String FORMAT = "spinneret_check_cache";
  private static final int VERSION = 1;

  /// More entries are not kept.
  private static final int MAX = 1_000_000;

  /// A URL's answer.
  ///
  /// @param outcome at the end of the redirects
  /// @param chain where they led
  /// @param at when it was requested, in seconds since 1970
  record Entry(Outcome outcome, List<String> chain, long at) {}

  private final @Nullable Path file;
  private final long now;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Set<String> requested = new HashSet<>();

  private LinkCache(@Nullable Path file, long now) {
    this.file = file;
    this.now = now;
  }

  /// A cache that knows nothing and keeps nothing.
  static LinkCache none() {
    return new LinkCache(null, 0);
  }

  /// Reads a cache; a file that does not exist is an empty one.
  ///
  /// @param age older answers do not count
  /// @throws UsageException if the file is none, or cannot be read
  static LinkCache open(Path file, Duration age, Instant now) {
    var cache = new LinkCache(file, now.getEpochSecond());
    try (var lines = Files.newBufferedReader(file)) {
      var number = 1;
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        cache.read(line, number++, now.minus(age).getEpochSecond());
      }
    } catch (NoSuchFileException _) {
      cache.checkPlace(file);
    } catch (IOException e) {
      throw new UsageException(
          "--cache %s: cannot be read: %s".formatted(file, Failures.reason(e)));
    }
    return cache;
  }

  private void checkPlace(Path path) {
    var directory = path.toAbsolutePath().getParent();
    if (directory == null || !Files.isWritable(directory)) {
      throw new UsageException(
          "--cache %s: its directory does not exist or is not writable".formatted(path));
    }
  }

  private void read(String line, int number, long oldest) throws IOException {
    try (var json = Json.FACTORY.createParser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw invalid(number);
      }
      if (number == 1) {
        boolean isOurs = FORMAT.equals(json.nextFieldName()) && json.nextIntValue(0) == VERSION;
        if (!isOurs) {
          throw invalid(number);
        }
        return;
      }
      entry(json, number, oldest);
    } catch (JacksonException _) {
      throw invalid(number);
    }
  }

  private void entry(JsonParser json, int number, long oldest) throws IOException {
    String url = null;
    String linkClass = "";
    String cause = null;
    var detail = "";
    int status = 0;
    long at = 0;
    var chain = new ArrayList<String>(0);
    for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      switch (name) {
        case "url" -> url = json.nextTextValue();
        case "class" -> linkClass = String.valueOf(json.nextTextValue());
        case "cause" -> cause = json.nextTextValue();
        case "detail" -> detail = String.valueOf(json.nextTextValue());
        case "status" -> status = json.nextIntValue(0);
        case "at" -> at = json.nextLongValue(0);
        case "chain" -> {
          json.nextToken();
          for (var next = json.nextTextValue(); next != null; next = json.nextTextValue()) {
            chain.add(next);
          }
        }
        default -> throw invalid(number);
      }
    }
    var known = classOf(linkClass);
    if (url == null || known == null) {
      throw invalid(number);
    }
    if (at >= oldest && at <= now) {
      entries.put(
          url, new Entry(new Outcome(known, status, cause, detail, null), List.copyOf(chain), at));
    }
  }

  private static @Nullable LinkClass classOf(String label) {
    for (var each : LinkClass.values()) {
      if (each.label().equals(label)) {
        return each;
      }
    }
    return null;
  }

  private UsageException invalid(int number) {
    return new UsageException(
        "--cache %s: line %d is not of a cache of this version; a file that check --cache has"
                .formatted(file, number)
            + " written, or a new name, is allowed");
  }

  /// Whether a URL outside of the site is to be requested.
  ///
  /// @return false when the answer is known
  boolean mustRequest(WebUrl url) {
    if (file == null) {
      return true;
    }
    var text = url.withoutFragment();
    if (entries.containsKey(text)) {
      return false;
    }
    requested.add(text);
    return true;
  }

  /// The answer of a URL.
  ///
  /// @param url without fragment
  /// @return null when it is not known
  @Nullable Entry find(String url) {
    return entries.get(url);
  }

  /// Takes what a link turned out to be.
  void found(CheckedLink link) {
    var url = link.target().url;
    if (!requested.contains(url) || entries.size() >= MAX) {
      return;
    }
    var linkClass = link.linkClass();
    boolean isKept =
        linkClass == LinkClass.OK
            || linkClass == LinkClass.REDIRECTED
            || linkClass == LinkClass.BLOCKED;
    if (isKept) {
      var end = linkClass == LinkClass.REDIRECTED ? LinkClass.OK : linkClass;
      var outcome = new Outcome(end, link.status(), link.cause(), link.detail(), null);
      entries.put(url, new Entry(outcome, link.chain(), now));
    }
  }

  /// Writes the file, whole or not at all.
  ///
  /// @throws OutputException if it cannot be written
  void save() {
    var path = file;
    if (path == null) {
      return;
    }
    WholeFile.write(
        path,
        out -> {
          out.write(Json.line(json -> json.writeNumberField(FORMAT, VERSION)));
          for (var each : entries.entrySet()) {
            out.write(line(each.getKey(), each.getValue()));
          }
        });
  }

  private static byte[] line(String url, Entry entry) throws IOException {
    return Json.line(json -> {
      json.writeStringField("url", url);
      json.writeStringField("class", entry.outcome.linkClass().label());
      json.writeNumberField("status", entry.outcome.status());
      json.writeStringField("cause", entry.outcome.cause());
      json.writeStringField("detail", entry.outcome.detail());
      json.writeArrayFieldStart("chain");
      for (var hop : entry.chain) {
        json.writeString(hop);
      }
      json.writeEndArray();
      json.writeNumberField("at", entry.at);
    });
  }
}
