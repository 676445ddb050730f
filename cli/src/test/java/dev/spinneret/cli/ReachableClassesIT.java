package dev.spinneret.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// The finished jar holds what its code can reach. Tests on the class path cannot see that: there
/// every library is whole.
@EnabledIfSystemProperty(named = "spinneret.jar", matches = ".+")
class ReachableClassesIT {
  /// Libraries that others use where they are present, and do without where they are not: pgjdbc
  /// signs in on Windows with them.
  private static final List<String> OPTIONAL = List.of("com/sun/jna/", "waffle/");

  private static final Path JAR = Path.of(System.getProperty("spinneret.jar", ""));

  @Test
  void theJarHoldsWhatItsCodeCanReach() throws Exception {
    var walk = new ReachableClasses(JAR, Set.of());
    assertTrue(walk.count() > 2_000, walk.count() + " classes reached");
    for (var prefix : OPTIONAL) {
      assertTrue(
          walk.missingClasses.keySet().removeIf(name -> name.startsWith(prefix)),
          prefix + ": no longer mentioned");
    }
    assertEquals(Map.of(), walk.missingClasses, "missing class = a class that mentions it");
    // Libraries look up their own version there, and do without.
    walk.missingResources.keySet().removeIf(name -> name.endsWith("pom.properties"));
    // Defaults for PostgreSQL's driver, which a program may have and this one has not.
    walk.missingResources.remove("org/postgresql/driverconfig.properties");
    assertEquals(Map.of(), walk.missingResources, "missing resource = a class that reads it");
  }

  @Test
  void whatIsLeftOutIsNoticed() throws Exception {
    var element = "org/jsoup/nodes/Element";
    var suffixes = "public-suffixes.txt";
    var leftOut = Set.of(element + ".class", "dev/spinneret/parse/domain/" + suffixes);
    var walk = new ReachableClasses(JAR, leftOut);
    assertTrue(walk.missingClasses.containsKey(element), walk.missingClasses.toString());
    assertTrue(walk.missingResources.keySet().stream().anyMatch(name -> name.endsWith(suffixes)));
  }
}
