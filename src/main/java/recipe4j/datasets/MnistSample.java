package recipe4j.datasets;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recipe4j.data.DatasetChoice;
import recipe4j.data.DatasetInfo;
import recipe4j.data.DatasetOrigin;
import recipe4j.data.ImageDataset;
import recipe4j.data.InvalidDataException;
import recipe4j.datasets.download.VerifiedCopy;
import recipe4j.datasets.idx.IdxArray;
import recipe4j.datasets.idx.IdxPair;
import recipe4j.datasets.idx.IdxPart;

/**
 * The bundled sample: 5,000 digits of MNIST, 4,000 to train and 1,000 to test, every class equally
 * often. All of them come from MNIST's training part; see {@link Datasets#testMayBeKnown}.
 */
public final class MnistSample {
  /** Name of the dataset in its {@link DatasetInfo}. */
  public static final String NAME = "mnist-sample";

  /** SHA-256 of the unpacked files, as in data/README.md. */
  static final Map<IdxPart, String> CHECKSUMS =
      Map.of(
          IdxPart.TRAIN_IMAGES,
          "2da744b4b50d9b0d98cdf3b22331465599dc69db499a6ded64ded9e6f0c15ff0",
          IdxPart.TRAIN_LABELS,
          "02cda3dfbe8a4b49aeb29535e0319a5a5505308086e5ad9154213f63f126ffe3",
          IdxPart.TEST_IMAGES,
          "b0ae654bffcace0d0a5ee00af64666f1a58883a80de475409715d451cd5d6498",
          IdxPart.TEST_LABELS,
          "67f5f5990936526c7d599ae5ca64441811bdf25c1301b7c7f6054ea552aec76e");

  private static final String RESOURCES = "/recipe4j/data/sample/";

  private MnistSample() {}

  /**
   * Reads the sample from the class path.
   *
   * @param validationSplit share of the 4,000 training images that is held out for validation, from
   *     0 to below 1
   * @return the dataset, 28x28, 10 classes
   * @throws InvalidDataException if the files are not those that were bundled
   * @throws IOException if they are missing or can't be read
   * @throws IllegalArgumentException if the validation split is out of range
   */
  public static ImageDataset load(double validationSplit) throws IOException {
    ImageDataset.checkValidationSplit(validationSplit);
    IdxPair train =
        new IdxPair(
            read(IdxPart.TRAIN_IMAGES, IdxPart.IMAGE_DIMENSIONS),
            read(IdxPart.TRAIN_LABELS, IdxPart.LABEL_DIMENSIONS));
    IdxPair test =
        new IdxPair(
            read(IdxPart.TEST_IMAGES, IdxPart.IMAGE_DIMENSIONS),
            read(IdxPart.TEST_LABELS, IdxPart.LABEL_DIMENSIONS));
    DatasetInfo info =
        new DatasetInfo(
            NAME,
            "bundled with recipe4j",
            IdxPart.byFileName(CHECKSUMS),
            List.of(),
            Optional.of(DatasetOrigin.of(DatasetChoice.SAMPLE, null, validationSplit)));
    return IdxPair.join(info, train, test, validationSplit);
  }

  private static IdxArray read(IdxPart part, int dimensions) throws IOException {
    String name = RESOURCES + part.packedName();
    try (InputStream in = MnistSample.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException(
            "%s: the bundled sample must be on the class path, found nothing; build recipe4j again"
                .formatted(name));
      }
      byte[] packed = in.readAllBytes();
      IdxArray array = IdxArray.parse(name, packed, dimensions);
      VerifiedCopy.checkSum(name, part.of(CHECKSUMS), array.sha256(), "build recipe4j again");
      return array;
    }
  }
}
