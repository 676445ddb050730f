package dev.spinneret.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
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
  static final ArchRule thePortKnowsNoCrawl =
      noClasses()
          .that()
          .resideInAPackage("dev.spinneret.engine.crawl.port")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.spinneret.engine.crawl",
              "dev.spinneret.engine.crawl.state..",
              "dev.spinneret.engine.loop..");

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
