package recipe4j.datasets.array;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import recipe4j.data.DataLayout;
import recipe4j.data.DatasetChoice;
import recipe4j.data.DatasetInfo;
import recipe4j.data.DatasetOrigin;
import recipe4j.data.ImageDataset;
import recipe4j.data.ImageShape;
import recipe4j.data.InvalidDataException;
import recipe4j.data.LabelledImages;
import recipe4j.data.LoadedDataset;
import recipe4j.io.Count;
import recipe4j.io.UntrustedText;

/**
 * Arrays of images and labels that become a dataset. Without arrays to test with, one image of five
 * of every class is kept for that: always the same ones, as long as the files don't change.
 *
 * @param images to train with
 * @param labels of them
 * @param testImages null if there are none
 * @param testLabels of them, null if there are none
 */
public record ArrayDataset(
    NumberArray images,
    NumberArray labels,
    @Nullable NumberArray testImages,
    @Nullable NumberArray testLabels) {
  private static final int TEST_IS_ONE_OF = 5;

  /**
   * Joins them.
   *
   * @param choice what they are from
   * @param place the folder or file that the user named
   * @param sha256 file or array to its checksum
   * @param layout how images and labels lie in the arrays
   * @param validationSplit from 0 to below 1
   * @param found what reading the files found worth saying
   * @return the dataset, with a notice
   * @throws InvalidDataException if they don't fit each other, or break a rule
   */
  public LoadedDataset join(
      DatasetChoice choice,
      Path place,
      Map<String, String> sha256,
      DataLayout layout,
      double validationSplit,
      List<String> found)
      throws InvalidDataException {
    List<String> notes = new ArrayList<>(found);
    int first = layout.firstLabel();
    LabelValues trainLabels = LabelValues.of(labels, notes);
    trainLabels.noteFirst(first, notes);
    PixelValues train = PixelValues.train(images, layout.transposed(), notes);
    ImageShape shape =
        new ImageShape(train.height(), train.width(), Math.max(1, trainLabels.classCount(first)));
    LabelledImages trainPart = part(shape, train, trainLabels, trainLabels, first);
    LabelledImages testPart;
    if (testImages == null || testLabels == null) {
      notes.add("it has no test images, so one image of five of every class is kept for the test");
      LabelledImages all = trainPart;
      trainPart = every(all, false);
      testPart = every(all, true);
    } else {
      testPart =
          part(
              shape,
              train.like(testImages, layout.transposed()),
              LabelValues.of(testLabels, new ArrayList<>()),
              trainLabels,
              first);
    }
    Path named = place.toAbsolutePath().normalize();
    Path last = named.getFileName();
    DatasetInfo info =
        new DatasetInfo(
            last == null
                ? "data"
                : last.toString().replaceFirst("(?i)\\.(npz|npy|[ct]sv)(\\.gz)?$", ""),
            place.toString(),
            sha256,
            trainLabels.classes().stream().map(UntrustedText::line).toList(),
            Optional.of(
                new DatasetOrigin(
                    choice, Optional.of(place), Optional.empty(), validationSplit, layout)));
    return LoadedDataset.of(ImageDataset.split(info, trainPart, testPart, validationSplit), notes);
  }

  private static LabelledImages part(
      ImageShape shape, PixelValues pixels, LabelValues labels, LabelValues train, int first)
      throws InvalidDataException {
    if (pixels.count() != labels.count()) {
      throw new InvalidDataException(
          "%s: there must be one label per image, found %s for the %s of %s; give two files that belong together"
              .formatted(
                  labels.name(),
                  Count.of(labels.count(), "label"),
                  Count.of(pixels.count(), "image"),
                  pixels.name()));
    }
    return LabelledImages.of(shape, pixels.values(), labels.numbers(first, train));
  }

  /** Every fifth image of each class, or the others. */
  private LabelledImages every(LabelledImages all, boolean fifth) throws InvalidDataException {
    int[] seen = new int[all.shape().classes()];
    List<Integer> taken = new ArrayList<>();
    for (int i = 0; i < all.count(); i++) {
      seen[all.label(i)]++;
      if (seen[all.label(i)] % TEST_IS_ONE_OF == 0 == fifth) {
        taken.add(i);
      }
    }
    if (taken.isEmpty()) {
      throw new InvalidDataException(
          "%s: without test images a class must have five images or more, found fewer in every class; add some"
              .formatted(images.name()));
    }
    byte[] pixels = new byte[taken.size() * all.shape().pixels()];
    int[] labels = new int[taken.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = all.label(taken.get(i));
      System.arraycopy(
          all.pixels(taken.get(i)), 0, pixels, i * all.shape().pixels(), all.shape().pixels());
    }
    return LabelledImages.of(all.shape(), pixels, labels);
  }
}
