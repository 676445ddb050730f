package dev.spinneret.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Collectors;

/// The directions between the modules, over all of them at once: cli sees every class there is.
@AnalyzeClasses(packages = "dev.spinneret", importOptions = DoNotIncludeTests.class)
class DirectionsTest {
  @ArchTest
  static final ArchRule modulesPointOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("dev.spinneret..")
          .layer("parse")
          .definedBy("dev.spinneret.parse..")
          .layer("engine")
          .definedBy("dev.spinneret.engine..")
          .layer("fetch")
          .definedBy("dev.spinneret.fetch..")
          .layer("samples")
          .definedBy("dev.spinneret.samples..")
          .layer("cli")
          .definedBy("dev.spinneret.cli..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("samples")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("fetch")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("engine")
          .mayOnlyBeAccessedByLayers("fetch", "samples", "cli")
          .withOptionalLayers(true);

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.spinneret.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theCommandLineKnowsNoSelectors =
      noClasses()
          .that()
          .resideInAPackage("dev.spinneret.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.channels..", "dev.spinneret.fetch.http..");

  /// `cli` knows the commands, commands know the rooms below them, and no room knows a command.
  @ArchTest
  static final ArchRule theRoomsOfTheCommandLinePointDown =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("dev.spinneret.cli..")
          .layer("cli")
          .definedBy("dev.spinneret.cli")
          .layer("bench")
          .definedBy("dev.spinneret.cli.bench..")
          .layer("step")
          .definedBy("dev.spinneret.cli.step..")
          .layer("check")
          .definedBy("dev.spinneret.cli.check..")
          .layer("crawl")
          .definedBy("dev.spinneret.cli.crawl..")
          .layer("frontier")
          .definedBy("dev.spinneret.cli.frontier..")
          .layer("verify")
          .definedBy("dev.spinneret.cli.verify..")
          .layer("manual")
          .definedBy("dev.spinneret.cli.manual..")
          .layer("client")
          .definedBy("dev.spinneret.cli.client..")
          .layer("metrics")
          .definedBy("dev.spinneret.cli.metrics..")
          .layer("record")
          .definedBy("dev.spinneret.cli.record..")
          .layer("input")
          .definedBy("dev.spinneret.cli.input..")
          .layer("diff")
          .definedBy("dev.spinneret.cli.diff..")
          .layer("site")
          .definedBy("dev.spinneret.cli.site..")
          .layer("html")
          .definedBy("dev.spinneret.cli.html..")
          .layer("sort")
          .definedBy("dev.spinneret.cli.sort..")
          .layer("report")
          .definedBy("dev.spinneret.cli.report..")
          .layer("expression")
          .definedBy("dev.spinneret.cli.expression..")
          .layer("flag")
          .definedBy("dev.spinneret.cli.flag..")
          .layer("terminal")
          .definedBy("dev.spinneret.cli.terminal..")
          .ensureAllClassesAreContainedInArchitectureIgnoring(
              "dev.spinneret.parse..",
              "dev.spinneret.engine..",
              "dev.spinneret.fetch..",
              "dev.spinneret.samples..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("bench")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("step")
          .mayOnlyBeAccessedByLayers("cli", "bench")
          .whereLayer("crawl")
          .mayOnlyBeAccessedByLayers("cli", "bench", "step", "check")
          .whereLayer("frontier")
          .mayOnlyBeAccessedByLayers("cli", "crawl")
          .whereLayer("check")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("verify")
          .mayOnlyBeAccessedByLayers("cli", "bench")
          .whereLayer("manual")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("client")
          .mayOnlyBeAccessedByLayers("bench", "step", "crawl")
          .whereLayer("record")
          .mayOnlyBeAccessedByLayers("bench", "step", "crawl", "client")
          .whereLayer("metrics")
          .mayOnlyBeAccessedByLayers("crawl")
          .whereLayer("report")
          .mayOnlyBeAccessedByLayers("bench", "crawl", "metrics")
          .whereLayer("input")
          .mayOnlyBeAccessedByLayers("verify", "diff", "site", "crawl")
          .whereLayer("site")
          .mayOnlyBeAccessedByLayers("cli", "crawl")
          .whereLayer("html")
          .mayOnlyBeAccessedByLayers("bench", "check", "site")
          .whereLayer("diff")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("sort")
          .mayOnlyBeAccessedByLayers("diff", "site")
          .whereLayer("expression")
          .mayOnlyBeAccessedByLayers("crawl", "diff")
          .whereLayer("flag")
          .mayOnlyBeAccessedByLayers(
              "cli",
              "bench",
              "step",
              "check",
              "crawl",
              "frontier",
              "verify",
              "diff",
              "site",
              "manual",
              "client");

  @ArchTest
  static void noRoomOfTheCommandLineHasMoreThanFortyFiles(JavaClasses classes) {
    var files =
        classes.stream()
            .filter(c -> c.getPackageName().startsWith("dev.spinneret.cli"))
            .filter(JavaClass::isTopLevelClass)
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    assertEquals(21, files.size(), files::toString);
    files.forEach((room, count) -> assertTrue(count <= 40, () -> room + " has " + count));
  }

  @ArchTest
  static final ArchRule onlyTheTableOfFlagsAndTheManualKnowPicocli =
      noClasses()
          .that()
          .resideInAPackage("dev.spinneret..")
          .and()
          .resideOutsideOfPackages("dev.spinneret.cli.flag..", "dev.spinneret.cli.manual..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");
}
