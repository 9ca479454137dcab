package recipe4j;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import recipe4j.engine.AcceleratedNetwork;

/** The plan of the packages: which there are, and that imports run downwards only. */
class ArchitectureTest {
  /**
   * From the top. A package may import those in the lines below it; those in one line don't import
   * each other. What has no line of its own here does not exist.
   */
  private static final List<String> ORDER =
      List.of(
          "cli",
          "cli.options",
          "cli.terminal",
          "report",
          "run",
          "regression | listener",
          "diagnosis",
          "train | keras",
          "train.history | keras.config | keras.hdf5",
          "keras.layer",
          "model",
          "model.file | datasets | chart",
          "datasets.download | datasets.pictures",
          "datasets.array",
          "datasets.idx",
          "engine",
          "engine.execution",
          "engine.layer",
          "engine.plan",
          "engine.graph",
          "engine.loss",
          "engine.activation",
          "engine.nativecode",
          "engine.onednn | uncertainty.calibration | uncertainty.decision",
          "uncertainty | data",
          "layer",
          "activation | optimizer | loss",
          "schedule | image",
          "image.sheet",
          "io");

  /** What subpackages take from the package around them, against the order. */
  private static final List<String> FROM_THE_PARENT =
      List.of("recipe4j.keras.KerasFormatException");

  /** Subpackages that belong to the library's face; all others are for the package around them. */
  private static final List<String> OPEN =
      List.of(
          "cli.options",
          "cli.terminal",
          "datasets.download",
          "datasets.pictures",
          "train.history",
          "uncertainty.calibration",
          "uncertainty.decision");

  /** Classes of other subpackages that belong to the library's face. */
  private static final List<String> OPEN_CLASSES =
      List.of("recipe4j.model.file.ConfigurationSizes");

  private static final String ROOT = "recipe4j.";

  private static final JavaClasses MAIN =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("recipe4j");

  private static final Map<String, Integer> LINES = lines();

  private static Map<String, Integer> lines() {
    Map<String, Integer> lines = new HashMap<>();
    for (int i = 0; i < ORDER.size(); i++) {
      for (String name : ORDER.get(i).split(" \\| ", -1)) {
        lines.put(name, i);
      }
    }
    return lines;
  }

  private static String packageOf(JavaClass type) {
    return type.getPackageName().substring(ROOT.length());
  }

  private static String room(String packageName) {
    return packageName.replaceFirst("\\..*", "");
  }

  /** The library's face: what is for applications, which the command line is not. */
  static Stream<JavaClass> face() {
    return MAIN.stream()
        .filter(type -> !room(packageOf(type)).equals("cli"))
        .filter(
            type ->
                !packageOf(type).contains(".")
                    || OPEN.contains(packageOf(type))
                    || OPEN_CLASSES.contains(type.getName()));
  }

  /** From a class in one package of ours to a class in another. */
  private static Stream<Dependency> dependencies() {
    return MAIN.stream()
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .filter(found -> found.getTargetClass().getPackageName().startsWith(ROOT))
        .filter(
            found ->
                !found
                    .getTargetClass()
                    .getPackageName()
                    .equals(found.getOriginClass().getPackageName()));
  }

  @Test
  void importsRunDownwards() {
    List<String> wrong = new ArrayList<>();
    dependencies()
        .filter(found -> !FROM_THE_PARENT.contains(found.getTargetClass().getName()))
        .filter(
            found ->
                LINES.get(packageOf(found.getOriginClass()))
                    >= LINES.get(packageOf(found.getTargetClass())))
        .forEach(found -> wrong.add(found.getDescription()));
    assertThat(wrong).isEmpty();
  }

  @Test
  void thePlanNamesEveryPackage() {
    assertThat(MAIN.stream().map(ArchitectureTest::packageOf).distinct())
        .containsExactlyInAnyOrderElementsOf(LINES.keySet());
  }

  @Test
  void subpackagesBelongToTheirParents() {
    List<String> wrong = new ArrayList<>();
    dependencies()
        .filter(
            found -> {
              String target = packageOf(found.getTargetClass());
              return target.contains(".")
                  && !OPEN.contains(target)
                  && !OPEN_CLASSES.contains(found.getTargetClass().getName())
                  && !room(target).equals(room(packageOf(found.getOriginClass())));
            })
        .forEach(found -> wrong.add(found.getDescription()));
    assertThat(wrong).isEmpty();
  }

  @Test
  void noCycles() {
    ArchRule rule = slices().matching("recipe4j.(*)..").should().beFreeOfCycles();
    rule.check(MAIN);
  }

  @Test
  void noSimpleNameTwice() {
    Map<String, Long> names =
        MAIN.stream()
            .filter(JavaClass::isTopLevelClass)
            .map(JavaClass::getSimpleName)
            .filter(name -> !name.equals("package-info"))
            .collect(groupingBy(name -> name, counting()));
    names.values().removeIf(count -> count == 1);
    assertThat(names).isEmpty();
  }

  @Test
  void onlyTheEngineKnowsOneDnn() {
    check(outside("engine"), "org.bytedeco.dnnl..");
  }

  /** Any network can be handed to {@code Engines}, which tells what it can do. */
  @Test
  void onlyTheEngineTellsNetworksApart() {
    noClasses()
        .that(outside("engine"))
        .should()
        .dependOnClassesThat()
        .areAssignableTo(AcceleratedNetwork.class)
        .check(MAIN);
  }

  /** {@code Engines.plain} does what must come before. */
  @Test
  void onlyTheEngineCallsDl4jsConstructor() {
    noClasses()
        .that(outside("engine"))
        .should()
        .callConstructorWhere(
            describe(
                "of MultiLayerNetwork",
                call -> call.getTargetOwner().isEquivalentTo(MultiLayerNetwork.class)))
        .check(MAIN);
  }

  @Test
  void onlyTheCommandLineKnowsPicocli() {
    check(outside("cli"), "picocli..");
  }

  /** Pictures that are only carried, {@code java.awt.image}, are no drawing. */
  @Test
  void onlyChartsAndPicturesAreDrawn() {
    check(outside("chart", "image"), "java.awt", "java.awt.geom..", "java.awt.font..");
  }

  private static DescribedPredicate<JavaClass> outside(String... rooms) {
    return describe(
        "outside " + String.join(", ", rooms),
        type -> !List.of(rooms).contains(room(packageOf(type))));
  }

  private static void check(DescribedPredicate<JavaClass> which, String... notOn) {
    noClasses().that(which).should().dependOnClassesThat().resideInAnyPackage(notOn).check(MAIN);
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
