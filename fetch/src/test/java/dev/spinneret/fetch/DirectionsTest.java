package dev.spinneret.fetch;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.spinneret.fetch", importOptions = DoNotIncludeTests.class)
class DirectionsTest {
  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.spinneret.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ofTheCrawlTheFetcherKnowsThePort =
      noClasses()
          .that()
          .resideInAPackage("dev.spinneret.fetch..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.spinneret.engine.crawl..")
                  .and(not(resideInAPackage("dev.spinneret.engine.crawl.port"))));

  @ArchTest
  static final ArchRule theGrammarOfMessagesKnowsNoEngine =
      noClasses()
          .that()
          .resideInAPackage("dev.spinneret.fetch.http")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.spinneret.engine..")
                  .and(not(resideInAPackage("dev.spinneret.engine.crawl.port"))));
}
