package recipe4j.cli.options;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import recipe4j.data.DataLayout;

/** How images and labels lie in a user's own files, where the files don't tell. */
public final class LayoutOptions {
  @Option(
      names = "--transpose",
      fallbackValue = "true",
      description =
          "Exchange rows and columns of idx, numpy and csv images: EMNIST's lie on their side.")
  private boolean transposed;

  @Option(
      names = "--first-label",
      paramLabel = "N",
      converter = Converters.NotNegative.class,
      description =
          "The label of the first class in idx, numpy and csv: 0, or 1 as in EMNIST's letters.")
  private @Nullable Integer firstLabel;

  @Option(
      names = "--keys",
      paramLabel = "NAMES",
      converter = Converters.Keys.class,
      description =
          "Arrays of numpy to take: images,labels or images,labels,test images,test labels; by default as their names tell, such as x_train,y_train,x_test,y_test.")
  private @Nullable String keys;

  @Option(
      names = "--label-column",
      paramLabel = "NAME",
      description =
          "The column of csv with the labels: first, last or its name; by default as the file tells.")
  private @Nullable String labelColumn;

  /** What was given, and else what the model's training had. */
  DataLayout over(DataLayout trained) {
    return new DataLayout(
        transposed || trained.transposed(),
        firstLabel == null ? trained.firstLabel() : firstLabel,
        keys == null ? trained.keys() : List.of(keys.split(",")),
        labelColumn == null ? trained.labelColumn() : labelColumn);
  }
}
