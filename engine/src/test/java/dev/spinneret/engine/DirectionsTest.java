package dev.spinneret.engine;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Collectors;

@AnalyzeClasses(packages = "dev.spinneret", importOptions = DoNotIncludeTests.class)
class DirectionsTest {
  /// From the system up to the sockets: each room knows only those below it.
  @ArchTest
  static final ArchRule theRoomsOfTheLoopPointDown =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("dev.spinneret..")
          .layer("jdk")
          .definedBy("dev.spinneret.engine.jdk")
          .layer("poll")
          .definedBy("dev.spinneret.engine.poll")
          .layer("diagnostics")
          .definedBy("dev.spinneret.engine.diagnostics")
          .layer("loop")
          .definedBy("dev.spinneret.engine.loop")
          .layer("pool")
          .definedBy("dev.spinneret.engine.pool")
          .layer("task")
          .definedBy("dev.spinneret.engine.task")
          .layer("sync")
          .definedBy("dev.spinneret.engine.sync")
          .layer("io")
          .definedBy("dev.spinneret.engine.io..")
          .whereLayer("jdk")
          .mayNotAccessAnyLayer()
          .whereLayer("poll")
          .mayOnlyAccessLayers("jdk")
          .whereLayer("diagnostics")
          .mayNotAccessAnyLayer()
          .whereLayer("loop")
          .mayOnlyAccessLayers("jdk", "poll", "diagnostics")
          .whereLayer("pool")
          .mayOnlyAccessLayers("jdk", "loop")
          .whereLayer("task")
          .mayOnlyAccessLayers("loop", "pool")
          .whereLayer("sync")
          .mayOnlyAccessLayers("loop", "task")
          .whereLayer("io")
          .mayOnlyAccessLayers("poll", "loop", "task", "sync");

  @ArchTest
  static final ArchRule theRoomsOfTheLoopKnowNoCrawl =
      noClasses()
          .that()
          .resideInAPackage("dev.spinneret.engine..")
          .and()
          .resideOutsideOfPackages("dev.spinneret.engine.crawl..", "dev.spinneret.engine.testing..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.spinneret.engine.crawl..",
              "dev.spinneret.engine.testing..",
              "dev.spinneret.parse..");

  /// Streams are built on sockets, sockets on the parts of descriptors.
  @ArchTest
  static final ArchRule theRoomsOfTheSocketsPointDown =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("dev.spinneret.engine.io..")
          .layer("descriptor")
          .definedBy("dev.spinneret.engine.io.descriptor")
          .layer("io")
          .definedBy("dev.spinneret.engine.io")
          .layer("stream")
          .definedBy("dev.spinneret.engine.io.stream")
          .layer("datagram")
          .definedBy("dev.spinneret.engine.io.datagram")
          .layer("pipe")
          .definedBy("dev.spinneret.engine.io.pipe")
          .layer("process")
          .definedBy("dev.spinneret.engine.io.process")
          .ensureAllClassesAreContainedInArchitectureIgnoring(
              resideOutsideOfPackage("dev.spinneret.engine.io.."))
          .whereLayer("descriptor")
          .mayNotAccessAnyLayer()
          .whereLayer("io")
          .mayOnlyAccessLayers("descriptor")
          .whereLayer("stream")
          .mayOnlyAccessLayers("io")
          .whereLayer("datagram")
          .mayOnlyAccessLayers("descriptor", "io")
          .whereLayer("pipe")
          .mayOnlyAccessLayers("descriptor", "io", "stream")
          .whereLayer("process")
          .mayOnlyAccessLayers("descriptor", "io", "stream", "pipe");

  @ArchTest
  static void noRoomHasMoreThanFortyFiles(JavaClasses classes) {
    var classCounts =
        classes.stream()
            .filter(resideInAPackage("dev.spinneret.engine.."))
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    assertTrue(classCounts.size() > 10, classCounts::toString);
    // With its package-info.
    classCounts.forEach((room, count) -> assertTrue(count < 40, () -> room + " has " + count));
  }

  @ArchTest
  static final ArchRule theCrawlKnowsNoSockets =
      noClasses()
          .that()
          .resideInAPackage("dev.spinneret.engine.crawl..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.spinneret.engine.io..",
              "dev.spinneret.engine.testing..",
              "dev.spinneret.fetch..",
              "java.nio.channels..");

  @ArchTest
  static final ArchRule thePortKnowsNoLoop =
      noClasses()
          .that()
          .resideInAPackage("dev.spinneret.engine.crawl.port")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.spinneret.engine.loop..",
              "dev.spinneret.engine.task..",
              "dev.spinneret.engine.sync..");

  /// The crawl knows the rooms below it, and none of them knows the crawl.
  @ArchTest
  static final ArchRule theRoomsOfTheCrawlPointDown =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("dev.spinneret.engine.crawl..")
          .layer("postgresql")
          .definedBy("dev.spinneret.engine.crawl.postgresql")
          .layer("shared")
          .definedBy("dev.spinneret.engine.crawl.shared")
          .layer("state")
          .definedBy("dev.spinneret.engine.crawl.state")
          .layer("crawl")
          .definedBy("dev.spinneret.engine.crawl")
          .layer("lastrun")
          .definedBy("dev.spinneret.engine.crawl.lastrun")
          .layer("options")
          .definedBy("dev.spinneret.engine.crawl.options")
          .layer("scope")
          .definedBy("dev.spinneret.engine.crawl.scope")
          .layer("verdict")
          .definedBy("dev.spinneret.engine.crawl.verdict")
          .layer("frontier")
          .definedBy("dev.spinneret.engine.crawl.frontier")
          .layer("limit")
          .definedBy("dev.spinneret.engine.crawl.limit")
          .layer("parsing")
          .definedBy("dev.spinneret.engine.crawl.parsing")
          .layer("seen")
          .definedBy("dev.spinneret.engine.crawl.seen")
          .layer("estimate")
          .definedBy("dev.spinneret.engine.crawl.estimate")
          .layer("port")
          .definedBy("dev.spinneret.engine.crawl.port")
          .whereLayer("postgresql")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("shared")
          .mayOnlyBeAccessedByLayers("postgresql")
          .whereLayer("state")
          .mayOnlyBeAccessedByLayers("postgresql", "shared")
          .whereLayer("crawl")
          .mayOnlyBeAccessedByLayers("postgresql", "shared", "state")
          .whereLayer("options")
          .mayOnlyBeAccessedByLayers("postgresql", "shared", "state", "crawl")
          .whereLayer("lastrun")
          .mayOnlyBeAccessedByLayers("state", "crawl")
          .whereLayer("limit")
          .mayOnlyBeAccessedByLayers("crawl")
          .whereLayer("parsing")
          .mayOnlyBeAccessedByLayers("crawl")
          .whereLayer("seen")
          .mayOnlyBeAccessedByLayers("postgresql", "shared", "crawl", "parsing")
          .whereLayer("scope")
          .mayOnlyBeAccessedByLayers("postgresql", "shared", "state", "crawl", "options")
          .whereLayer("verdict")
          .mayOnlyBeAccessedByLayers(
              "postgresql", "shared", "state", "crawl", "lastrun", "options", "scope")
          .whereLayer("frontier")
          .mayOnlyBeAccessedByLayers(
              "postgresql", "shared", "state", "crawl", "lastrun", "options", "scope", "verdict")
          .whereLayer("estimate")
          .mayOnlyBeAccessedByLayers("crawl", "verdict", "frontier")
          .whereLayer("port")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule parsingIsPure =
      noClasses()
          .that()
          .resideInAPackage("dev.spinneret.parse..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.spinneret.engine..", "java.net.http..", "java.nio.channels..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.spinneret.(**)").should().beFreeOfCycles();
}
