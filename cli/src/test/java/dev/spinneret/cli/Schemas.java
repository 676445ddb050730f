package dev.spinneret.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The published JSON Schemas, as a validator reads them.
public final class Schemas {
  private static final Map<String, JsonSchema> BY_NAME = new ConcurrentHashMap<>();

  private Schemas() {}

  /// Holds output to a schema.
  ///
  /// @param name `record`, `summary`, `bench` or `diff`
  /// @param output what is held to it
  public static void assertValid(String name, JsonNode output) {
    assertEquals(Set.of(), schema(name).validate(output), () -> name + ".schema.json: " + output);
  }

  /// Whether the schema refuses something.
  ///
  /// @param name as in [#assertValid]
  /// @param output what is held to it
  /// @return whether it is not valid
  public static boolean refuses(String name, JsonNode output) {
    return !schema(name).validate(output).isEmpty();
  }

  private static JsonSchema schema(String name) {
    return BY_NAME.computeIfAbsent(
        name,
        _ ->
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Main.class.getResourceAsStream(name + ".schema.json")));
  }
}
