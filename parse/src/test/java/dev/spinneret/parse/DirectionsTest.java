package dev.spinneret.parse;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.spinneret.parse", importOptions = DoNotIncludeTests.class)
class DirectionsTest {
  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.spinneret.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theScannerKnowsNoLinks =
      noClasses()
          .that()
          .resideInAPackage("dev.spinneret.parse.html.scan")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.spinneret.parse.html",
              "dev.spinneret.parse.http..",
              "dev.spinneret.parse.url..");
}
