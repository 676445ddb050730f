package dev.spinneret.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// The finished jar says what it is made of: a bill of materials for scanners, and the notices that
/// the licences ask for.
@EnabledIfSystemProperty(named = "spinneret.jar", matches = ".+")
class ThirdPartyIT {
  private static final String SUFFIX_LIST = "the public suffix list";

  @Test
  void everythingThatIsBundledHasItsNotices() throws IOException {
    try (var jar = new JarFile(System.getProperty("spinneret.jar"))) {
      var bundled = new TreeSet<String>();
      for (var component : bill(jar).get("components")) {
        var group = component.get("group").asText();
        if (!group.equals("dev.spinneret")) {
          bundled.add(group + ":" + component.get("name").asText());
        }
      }
      bundled.add(SUFFIX_LIST);
      var notices = new TreeMap<String, String[]>();
      for (var line : text(jar, "META-INF/THIRD-PARTY.txt").lines().toList()) {
        var cells = line.split(" \\| ", -1);
        if (cells.length == 3) {
          notices.put(cells[0], cells[2].split(", ", -1));
        }
      }
      assertEquals(bundled, notices.keySet());
      for (var files : notices.values()) {
        for (var file : files) {
          assertTrue(text(jar, "META-INF/licenses/" + file).length() > 100, file);
        }
      }
    }
  }

  @Test
  void theBillOfMaterialsNamesVersionsAndDigests() throws IOException {
    try (var jar = new JarFile(System.getProperty("spinneret.jar"))) {
      var bill = bill(jar);
      assertEquals("CycloneDX", bill.get("bomFormat").asText());
      assertEquals("spinneret-cli", bill.at("/metadata/component/name").asText());
      for (var component : bill.get("components")) {
        var name = component.get("name").asText();
        assertTrue(component.get("purl").asText().startsWith("pkg:maven/"), name);
        assertTrue(component.has("version"), name);
        assertTrue(
            component.get("group").asText().equals("dev.spinneret") || component.has("hashes"),
            name);
      }
    }
  }

  @Test
  void ourOwnLicenceIsInItsPlace() throws IOException {
    try (var jar = new JarFile(System.getProperty("spinneret.jar"))) {
      assertTrue(text(jar, "META-INF/LICENSE").contains("Apache License"));
    }
  }

  private static JsonNode bill(JarFile jar) throws IOException {
    return new ObjectMapper().readTree(text(jar, "META-INF/sbom/spinneret.cdx.json"));
  }

  private static String text(JarFile jar, String name) throws IOException {
    var entry = jar.getEntry(name);
    assertNotNull(entry, name);
    try (var in = jar.getInputStream(entry)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
