package recipe4j.data;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A dataset and a notice about it.
 *
 * @param dataset the images
 * @param notice one line to print: which dataset this is and from where; if it is a substitute,
 *     also why, and how to get the real one
 */
public record LoadedDataset(ImageDataset dataset, String notice) {
  /** Both are needed. */
  public LoadedDataset {
    Objects.requireNonNull(dataset, "dataset");
    Objects.requireNonNull(notice, "notice");
  }

  /**
   * A dataset that is the one asked for.
   *
   * @param dataset the images
   * @param notes what reading its files found worth saying, a phrase each
   * @return the dataset, with a notice of one line
   */
  public static LoadedDataset of(ImageDataset dataset, List<String> notes) {
    String all = notes.isEmpty() ? "" : "; " + String.join("; ", notes);
    return new LoadedDataset(dataset, "dataset: " + describe(dataset) + all);
  }

  /** {@return name, source and numbers of images, for people} */
  public static String describe(ImageDataset dataset) {
    return String.format(
        Locale.ROOT,
        "%s (%s), train %,d · validation %,d · test %,d",
        dataset.info().name(),
        dataset.info().source(),
        dataset.train().count(),
        dataset.validation().count(),
        dataset.test().count());
  }
}
