package recipe4j.datasets;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;
import recipe4j.data.InvalidDataException;
import recipe4j.data.LabelledImages;
import recipe4j.datasets.array.NumberArray;
import recipe4j.datasets.array.NumpyFiles;
import recipe4j.datasets.download.VerifiedCopy;
import recipe4j.datasets.idx.IdxArray;
import recipe4j.datasets.idx.IdxPair;
import recipe4j.datasets.idx.IdxPart;
import recipe4j.io.Gzip;
import recipe4j.io.RegularFile;
import recipe4j.io.Sha256;
import recipe4j.io.UntrustedText;

/** Files that may hold MNIST: a folder of IDX files, or Keras's archive. */
public sealed interface MnistSource {
  /** Name of Keras's file. */
  String KERAS_NAME = "mnist.npz";

  /**
   * Looks into a folder, or at an archive.
   *
   * @return what is there, or empty if nothing looks like MNIST
   * @throws InvalidDataException if a folder holds two datasets
   */
  static Optional<MnistSource> at(Path location) throws IOException {
    if (Files.isRegularFile(location)) {
      return Optional.of(new KerasArchive(location));
    }
    if (!Files.isDirectory(location)) {
      return Optional.empty();
    }
    Map<IdxPart, Path> files = IdxPart.findIn(location);
    Path archive = location.resolve(KERAS_NAME);
    if (files.size() < IdxPart.values().length && Files.isRegularFile(archive)) {
      return Optional.of(new KerasArchive(archive));
    }
    return files.isEmpty() ? Optional.empty() : Optional.of(new IdxFiles(location, files));
  }

  /** The missing parts, for a message; empty if all are there. */
  String missing();

  /** Folder from which DL4J can read the parts as they are, or empty if they must be unpacked. */
  Optional<Path> readyFolder() throws IOException;

  /** The file that holds a part, for messages. */
  Path fileOf(IdxPart part);

  /** The content of a part as raw IDX. */
  InputStream open(IdxPart part) throws IOException;

  /**
   * Checks the content of a part.
   *
   * @throws InvalidDataException if it does not unpack or has another checksum
   */
  default void verify(IdxPart part, String sha256) throws IOException {
    String found;
    try (InputStream in = open(part)) {
      found = Sha256.of(in);
    } catch (EOFException | ZipException e) {
      throw damaged(part, e);
    }
    VerifiedCopy.checkSum(fileOf(part).toString(), sha256, found, remedy());
  }

  /**
   * Images and labels, without a file for each part.
   *
   * @param sha256 of the unpacked parts
   * @throws InvalidDataException if a part does not unpack or has another checksum
   */
  default LabelledImages read(IdxPart images, IdxPart labels, Map<IdxPart, String> sha256)
      throws IOException {
    return new IdxPair(
            IdxArray.parse(
                fileOf(images).toString(),
                bytes(images, images.of(sha256)),
                IdxPart.IMAGE_DIMENSIONS),
            IdxArray.parse(
                fileOf(labels).toString(),
                bytes(labels, labels.of(sha256)),
                IdxPart.LABEL_DIMENSIONS))
        .toImages(Mnist.CLASSES);
  }

  private byte[] bytes(IdxPart part, String sha256) throws IOException {
    byte[] content;
    try (InputStream in = open(part)) {
      content = in.readNBytes((int) VerifiedCopy.MOST_BYTES); // more has another checksum
    } catch (EOFException | ZipException e) {
      throw damaged(part, e);
    }
    String found = Sha256.of(new ByteArrayInputStream(content));
    VerifiedCopy.checkSum(fileOf(part).toString(), sha256, found, remedy());
    return content;
  }

  /** What to do about a damaged file. */
  default String remedy() {
    return "delete it and run again, or use --dataset idx to read it as it is";
  }

  /** The error for a part that does not unpack. */
  default InvalidDataException damaged(IdxPart part, IOException cause) {
    return new InvalidDataException(
        "%s: the file must unpack, found it damaged (%s); %s"
            .formatted(fileOf(part), UntrustedText.reason(cause), remedy()),
        cause);
  }

  /**
   * A folder of IDX files, raw or gzipped.
   *
   * @param folder where they are
   * @param files some or all of the parts
   */
  record IdxFiles(Path folder, Map<IdxPart, Path> files) implements MnistSource {
    @Override
    public String missing() {
      return IdxPart.missing(files);
    }

    @Override
    public Optional<Path> readyFolder() throws IOException {
      for (Map.Entry<IdxPart, Path> file : files.entrySet()) {
        boolean named = file.getValue().getFileName().toString().equals(file.getKey().fileName());
        if (!named || isGzip(file.getValue())) {
          return Optional.empty();
        }
      }
      return Optional.of(folder);
    }

    private static boolean isGzip(Path file) throws IOException {
      try (InputStream in = RegularFile.open(file)) {
        return Gzip.isGzip(in.readNBytes(2));
      }
    }

    @Override
    public Path fileOf(IdxPart part) {
      return files.getOrDefault(part, folder.resolve(part.fileName()));
    }

    @Override
    public InputStream open(IdxPart part) throws IOException {
      return Gzip.openUnpacked(fileOf(part));
    }
  }

  /**
   * Keras's archive of four NumPy arrays.
   *
   * @param file the .npz
   */
  record KerasArchive(Path file) implements MnistSource {
    private static final Map<IdxPart, String> MEMBERS =
        Map.of(
            IdxPart.TRAIN_IMAGES, "x_train.npy",
            IdxPart.TRAIN_LABELS, "y_train.npy",
            IdxPart.TEST_IMAGES, "x_test.npy",
            IdxPart.TEST_LABELS, "y_test.npy");

    @Override
    public String missing() {
      return "";
    }

    @Override
    public Optional<Path> readyFolder() {
      return Optional.empty();
    }

    @Override
    public Path fileOf(IdxPart part) {
      return file;
    }

    @Override
    public InputStream open(IdxPart part) throws IOException {
      NumberArray array = NumpyFiles.member(file, part.of(MEMBERS));
      return new SequenceInputStream(
          new ByteArrayInputStream(IdxArray.header(array.shape())),
          new ByteArrayInputStream(array.bytes()));
    }

    @Override
    public String remedy() {
      return "delete it and run again";
    }
  }
}
