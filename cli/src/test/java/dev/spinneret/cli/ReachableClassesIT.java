package dev.spinneret.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// The finished jar holds what its code can reach. Tests on the class path cannot see that: there
/// every library is whole.
@EnabledIfSystemProperty(named = "spinneret.jar", matches = ".+")
class ReachableClassesIT {
  /// Libraries that others use where they are present, and do without where they are not.
  private static final Map<String, String> OPTIONAL =
      Map.of("org/brotli/dec/", "jwarc reads brotli with it, which we leave to brotli4j");

  private static final Path JAR = Path.of(System.getProperty("spinneret.jar", ""));

  @Test
  void theJarHoldsWhatItsCodeCanReach() throws Exception {
    var walk = new ReachableClasses(JAR, Set.of());
    assertTrue(walk.count() > 2_000, walk.count() + " classes reached");
    var missing = new TreeMap<>(walk.missingClasses);
    missing.keySet().removeIf(name -> OPTIONAL.keySet().stream().anyMatch(name::startsWith));
    assertEquals(Map.of(), missing, "missing class = a class that mentions it");
    // Libraries look up their own version there, and do without.
    walk.missingResources.keySet().removeIf(name -> name.endsWith("pom.properties"));
    assertEquals(Map.of(), walk.missingResources, "missing resource = a class that reads it");
    assertEquals(
        List.of(),
        OPTIONAL.keySet().stream()
            .filter(prefix ->
                walk.missingClasses.keySet().stream().noneMatch(name -> name.startsWith(prefix)))
            .toList(),
        "no longer mentioned");
  }

  @Test
  void whatIsLeftOutIsNoticed() throws Exception {
    var digest = "org/netpreserve/jwarc/WarcDigest";
    var suffixes = "dev/spinneret/parse/domain/public-suffixes.txt";
    var walk = new ReachableClasses(JAR, Set.of(digest + ".class", suffixes));
    assertTrue(walk.missingClasses.containsKey(digest), walk.missingClasses.toString());
    assertTrue(walk.missingResources.keySet().stream().anyMatch(name -> name.endsWith(suffixes)));
  }
}
