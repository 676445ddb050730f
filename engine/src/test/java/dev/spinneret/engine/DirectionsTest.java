package dev.spinneret.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.spinneret", importOptions = DoNotIncludeTests.class)
class DirectionsTest {
  @ArchTest
  static final ArchRule loopKnowsNothingOfOurs =
      noClasses()
          .that()
          .resideInAPackage("dev.spinneret.engine.loop")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.spinneret.engine.io..",
              "dev.spinneret.engine.crawl..",
              "dev.spinneret.engine.testing..",
              "dev.spinneret.parse..");

  @ArchTest
  static final ArchRule ioKnowsTheLoopAlone =
      noClasses()
          .that()
          .resideInAPackage("dev.spinneret.engine.io..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.spinneret.engine.crawl..",
              "dev.spinneret.engine.testing..",
              "dev.spinneret.parse..");

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
          .resideInAnyPackage("dev.spinneret.engine.loop..");

  /// The crawl knows the rooms below it, and none of them knows the crawl.
  @ArchTest
  static final ArchRule theRoomsOfTheCrawlPointDown =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("dev.spinneret.engine.crawl..")
          .layer("state")
          .definedBy("dev.spinneret.engine.crawl.state")
          .layer("crawl")
          .definedBy("dev.spinneret.engine.crawl")
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
          .layer("seen")
          .definedBy("dev.spinneret.engine.crawl.seen")
          .layer("estimate")
          .definedBy("dev.spinneret.engine.crawl.estimate")
          .layer("port")
          .definedBy("dev.spinneret.engine.crawl.port")
          .whereLayer("state")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("crawl")
          .mayOnlyBeAccessedByLayers("state")
          .whereLayer("options")
          .mayOnlyBeAccessedByLayers("state", "crawl")
          .whereLayer("limit")
          .mayOnlyBeAccessedByLayers("crawl")
          .whereLayer("seen")
          .mayOnlyBeAccessedByLayers("crawl")
          .whereLayer("scope")
          .mayOnlyBeAccessedByLayers("state", "crawl", "options")
          .whereLayer("verdict")
          .mayOnlyBeAccessedByLayers("state", "crawl", "options", "scope")
          .whereLayer("frontier")
          .mayOnlyBeAccessedByLayers("state", "crawl", "options", "scope", "verdict")
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
