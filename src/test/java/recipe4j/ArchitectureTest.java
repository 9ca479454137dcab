package recipe4j;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The house's plan: imports run downwards only. */
@AnalyzeClasses(packages = "recipe4j", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule importsRunDownwards =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("recipe4j..")
          .layer("io")
          .definedBy("recipe4j.io..")
          .layer("data")
          .definedBy("recipe4j.data..")
          .layer("engine")
          .definedBy("recipe4j.engine..")
          .layer("schedule")
          .definedBy("recipe4j.schedule..")
          .layer("uncertainty")
          .definedBy("recipe4j.uncertainty..")
          .layer("model")
          .definedBy("recipe4j.model..")
          .layer("train")
          .definedBy("recipe4j.train..")
          .layer("cli")
          .definedBy("recipe4j.cli..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("train")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("model")
          .mayOnlyBeAccessedByLayers("train", "cli")
          .whereLayer("uncertainty")
          .mayOnlyBeAccessedByLayers("model", "train", "cli")
          .whereLayer("schedule")
          .mayOnlyBeAccessedByLayers("train", "cli")
          .whereLayer("engine")
          .mayOnlyBeAccessedByLayers("model", "train", "cli")
          .whereLayer("data")
          .mayOnlyBeAccessedByLayers("model", "train", "cli");

  @ArchTest
  static final ArchRule noCycles = slices().matching("recipe4j.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theGroundKnowsNoFilesAndNoConsole =
      noClasses()
          .that()
          .resideInAnyPackage("recipe4j.schedule..", "recipe4j.uncertainty..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.file..")
          .orShould()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  @ArchTest
  static final ArchRule uncertaintyTakesArrays =
      noClasses()
          .that()
          .resideInAPackage("recipe4j.uncertainty..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.nd4j..", "org.deeplearning4j..");

  @ArchTest
  static final ArchRule onlyTheCommandLineEndsTheJvm =
      noClasses()
          .that()
          .resideOutsideOfPackage("recipe4j.cli..")
          .should()
          .callMethod(System.class, "exit", int.class);
}
