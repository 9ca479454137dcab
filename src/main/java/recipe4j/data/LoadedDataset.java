package recipe4j.data;

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
}
