package recipe4j.fuzz;

import java.util.List;

/** All targets, by name: each sits in the package of its parser. */
public final class FuzzTargets {
  /** Class names, without {@code recipe4j.}. */
  public static final List<String> NAMES =
      List.of(
          "model.file.ModelZipFuzz",
          "model.ConfigurationFuzz",
          "model.file.StoredArrayFuzz",
          "keras.KerasZipFuzz",
          "keras.KerasH5Fuzz",
          "keras.KerasWeightsFuzz",
          "keras.ModelTextFuzz",
          "data.IdxFuzz",
          "data.NpzFuzz",
          "datasets.IdxFolderFuzz",
          "datasets.array.ArraysFuzz",
          "regression.CurveFuzz",
          "run.RunFolderFuzz",
          "image.PictureFuzz",
          "image.PreparationFuzz",
          "run.BackupFuzz",
          "run.SectionsFuzz",
          "cli.options.ConfigFileFuzz");

  private FuzzTargets() {}

  /** Makes one. */
  public static FuzzTarget of(String name) {
    try {
      return Class.forName("recipe4j." + name)
          .asSubclass(FuzzTarget.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("no target " + name, e);
    }
  }
}
