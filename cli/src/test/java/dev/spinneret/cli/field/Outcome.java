package dev.spinneret.cli.field;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/// What a run of the program gave.
///
/// @param code its exit code
/// @param records the lines of standard output that are JSON objects
/// @param out all of standard output
/// @param err standard error
public record Outcome(int code, List<JsonNode> records, String out, String err) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Outcome of(int code, String out, String err) {
    var records = new ArrayList<JsonNode>();
    for (var line : out.lines().filter(line -> line.startsWith("{")).toList()) {
      try {
        records.add(JSON.readTree(line));
      } catch (JsonProcessingException e) {
        throw new AssertionError("no JSON: " + line, e);
      }
    }
    return new Outcome(code, List.copyOf(records), out, err);
  }

  /// The records of one URL.
  public List<JsonNode> of(String url) {
    return records.stream().filter(node -> node.path("url").asText().equals(url)).toList();
  }

  /// The only record of a URL.
  ///
  /// @throws AssertionError if there is none, or more than one
  public JsonNode record(String url) {
    var found = of(url);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " records of " + url + " in " + this);
    }
    return found.getFirst();
  }

  /// The status of the only record of a URL; 0 for none.
  public int status(String url) {
    return record(url).path("status").asInt();
  }

  /// The cause in the only record of a URL; empty when it was fetched.
  public String error(String url) {
    return record(url).path("error").asText("");
  }

  /// All that was said, for the messages of assertions.
  @Override
  public String toString() {
    return "exit code " + code + "\n" + out + err;
  }
}
