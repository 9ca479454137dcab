package recipe4j;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import org.junit.jupiter.api.Test;

/** The house's plan: imports run downwards only. */
class ArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("recipe4j");

  @Test
  void importsRunDownwards() {
    ArchRule rule =
        layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("recipe4j..")
            .layer("io")
            .definedBy("recipe4j.io..")
            .layer("image")
            .definedBy("recipe4j.image..")
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
            .layer("keras")
            .definedBy("recipe4j.keras..")
            .layer("train")
            .definedBy("recipe4j.train..")
            .layer("backup")
            .definedBy("recipe4j.backup..")
            .layer("listener")
            .definedBy("recipe4j.listener..")
            .layer("regression")
            .definedBy("recipe4j.regression..")
            .layer("figure")
            .definedBy("recipe4j.figure..")
            .layer("report")
            .definedBy("recipe4j.report..")
            .layer("plot")
            .definedBy("recipe4j.plot..")
            .layer("cli")
            .definedBy("recipe4j.cli..")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("plot")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("backup")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("listener")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("report")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("figure")
            .mayOnlyBeAccessedByLayers("report", "cli")
            .whereLayer("regression")
            .mayOnlyBeAccessedByLayers("report", "cli")
            .whereLayer("train")
            .mayOnlyBeAccessedByLayers("listener", "backup", "regression", "report", "cli")
            .whereLayer("keras")
            .mayOnlyBeAccessedByLayers("listener", "cli")
            .whereLayer("model")
            .mayOnlyBeAccessedByLayers("keras", "train", "listener", "backup", "report", "cli")
            .whereLayer("uncertainty")
            .mayOnlyBeAccessedByLayers("model", "train", "plot", "report", "cli")
            .whereLayer("schedule")
            .mayOnlyBeAccessedByLayers("train", "cli")
            .whereLayer("engine")
            .mayOnlyBeAccessedByLayers("model", "keras", "train", "backup", "report", "cli")
            .whereLayer("image")
            .mayOnlyBeAccessedByLayers("data", "report", "cli")
            .whereLayer("data")
            .mayOnlyBeAccessedByLayers("model", "keras", "train", "report", "cli");
    rule.check(MAIN);
  }

  @Test
  void noCycles() {
    ArchRule rule = slices().matching("recipe4j.(*)..").should().beFreeOfCycles();
    rule.check(MAIN);
  }

  @Test
  void theGroundKnowsNoFilesAndNoConsole() {
    ArchRule rule =
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
    rule.check(MAIN);
  }

  @Test
  void uncertaintyTakesArrays() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage("recipe4j.uncertainty..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.nd4j..", "org.deeplearning4j..");
    rule.check(MAIN);
  }

  @Test
  void assertionsNeedNoTestFramework() {
    ArchRule rule =
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.junit..", "org.opentest4j..", "org.assertj..");
    rule.check(MAIN);
  }

  @Test
  void noJavaObjectIsReadFromAFile() {
    ArchRule rule =
        noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ObjectInputStream.class)
            .orShould()
            .callMethodWhere(
                describe(
                    "a loader of DL4J's or ND4J's that does so",
                    call ->
                        (call.getTargetOwner().getSimpleName().equals("ModelSerializer")
                                && call.getName().startsWith("restore"))
                            || call.getTargetOwner().getName().endsWith("SerializationUtils")
                            || call.getName().equals("getObjectFromFile")));
    rule.check(MAIN);
  }

  @Test
  void onlyTheCommandLineEndsTheJvm() {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackage("recipe4j.cli..")
            .should()
            .callMethod(System.class, "exit", int.class);
    rule.check(MAIN);
  }
}
