package dev.spinneret.cli.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.spinneret.parse.url.WebUrl;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The work of a crawl according to its JSON Lines.
///
/// Read are `url`, `status`, `sha256` or else `digest`, and `links` (texts, or objects with a
/// `url`); everything else is skipped, so that the records of other tools can be read too. Held in
/// memory: about 300 bytes a page.
public final class WorkFile {
  private static final JsonFactory JSON = dev.spinneret.cli.terminal.Json.FACTORY;

  private final Map<String, List<WorkItem>> items = new LinkedHashMap<>();
  private boolean allStatuses = true;
  private boolean allBodies = true;
  private boolean allLinks = true;

  private WorkFile() {}

  /// Reads a file.
  ///
  /// @param lines one JSON object a line; blank lines are skipped
  /// @param name of the file, for messages
  /// @return its work
  /// @throws IOException when it cannot be read, or a line is no record; the message names the line
  public static WorkFile read(BufferedReader lines, String name) throws IOException {
    var file = new WorkFile();
    var number = 0;
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (!line.isBlank()) {
        try {
          file.add(line);
        } catch (JsonProcessingException e) {
          throw new IOException(
              "%s line %d is not a record: %s".formatted(name, number, e.getOriginalMessage()), e);
        }
      }
    }
    return file;
  }

  private void add(String line) throws IOException {
    String url = null;
    Integer status = null;
    String sha256 = null;
    String digest = null;
    List<String> links = null;
    var failed = false;
    try (var json = JSON.createParser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new com.fasterxml.jackson.core.JsonParseException(json, "not a JSON object");
      }
      for (var field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
        var value = json.nextToken();
        switch (field) {
          case "url" -> url = text(json, value);
          case "status" -> status = value == JsonToken.VALUE_NUMBER_INT ? json.getIntValue() : null;
          case "sha256" -> sha256 = text(json, value);
          case "digest" -> digest = text(json, value);
          case "error" -> {
            failed = value != JsonToken.VALUE_NULL;
            json.skipChildren();
          }
          case "links" -> links = links(json, value);
          default -> json.skipChildren();
        }
      }
      if (url == null) {
        throw new com.fasterxml.jackson.core.JsonParseException(json, "no \"url\"");
      }
    }
    var body = sha256 == null ? digest : sha256;
    // A page that could not be fetched has no body and no links, whatever the tool writes.
    allStatuses &= failed || status != null;
    allBodies &= failed || body != null;
    allLinks &= failed || links != null;
    var key = key(url);
    items
        .computeIfAbsent(key, _ -> new ArrayList<>(1))
        .add(failed ? new WorkItem(key, null, null, null) : new WorkItem(key, status, body, links));
  }

  private static @Nullable String text(JsonParser json, JsonToken value) throws IOException {
    json.skipChildren();
    return value == JsonToken.VALUE_STRING ? json.getText() : null;
  }

  private static @Nullable List<String> links(JsonParser json, JsonToken value) throws IOException {
    if (value != JsonToken.START_ARRAY) {
      json.skipChildren();
      return null;
    }
    var links = new ArrayList<String>();
    for (var token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
      if (token == JsonToken.VALUE_STRING) {
        links.add(key(json.getText()));
      } else if (token == JsonToken.START_OBJECT) {
        for (var field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
          var inner = json.nextToken();
          if (field.equals("url") && inner == JsonToken.VALUE_STRING) {
            links.add(key(json.getText()));
          } else {
            json.skipChildren();
          }
        }
      } else {
        json.skipChildren();
      }
    }
    return links;
  }

  private static String key(String url) {
    var parsed = WebUrl.parse(url, null);
    return parsed == null ? url : parsed.key();
  }

  /// What each URL came to, in the order of the file; more than one item where a URL is there
  /// twice.
  ///
  /// @return by canonical URL
  Map<String, List<WorkItem>> items() {
    return items;
  }

  /// What every record of this file says.
  ///
  /// @return which fields can be compared
  WorkItem.Fields fields() {
    return new WorkItem.Fields(allStatuses, allBodies, allLinks);
  }

  /// The digest over all fields that this file has.
  ///
  /// @return of all items
  public WorkDigest digest() {
    return digest(fields());
  }

  /// The digest over these fields.
  ///
  /// @param fields what to take in
  /// @return of all items
  WorkDigest digest(WorkItem.Fields fields) {
    var digest = new WorkDigest();
    items.values().forEach(list -> list.forEach(item -> digest.add(item.only(fields))));
    return digest;
  }
}
