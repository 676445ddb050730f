package dev.spinneret.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

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

  @ArchTest
  static final ArchRule theRoomsOfTheCommandLineHaveNoCycles =
      slices().matching("dev.spinneret.cli.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theRoomsOfTheCommandLineDoNotKnowItsCommands =
      noClasses()
          .that()
          .resideInAPackage("dev.spinneret.cli.*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.spinneret.cli");

  @ArchTest
  static final ArchRule onlyTheTableOfFlagsAndTheManualKnowPicocli =
      noClasses()
          .that()
          .resideInAPackage("dev.spinneret..")
          .and()
          .resideOutsideOfPackages("dev.spinneret.cli.flag..", "dev.spinneret.cli.manual..")
          .and()
          .doNotHaveSimpleName("CompletionCommand")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");
}
