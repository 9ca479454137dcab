package recipe4j.keras;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import recipe4j.io.RegularFile;
import recipe4j.io.UntrustedText;
import recipe4j.io.ZipContent;

/**
 * The zip of a {@code .keras} file: configuration and weights, each read up to the size that the
 * zip names.
 */
final class KerasZip implements AutoCloseable {
  static final String METADATA = "metadata.json";
  static final String CONFIG = "config.json";
  static final String WEIGHTS = "model.weights.h5";

  private static final Set<String> ALLOWED = Set.of(METADATA, CONFIG, WEIGHTS, "assets/");
  private static final int MAX_CONFIG = 16 << 20;
  private static final int MAX_METADATA = 1 << 20;

  /** How many times larger packed weights may get: Keras packs none, and they hardly shrink. */
  private static final long MAX_PACKING = 200;

  /** Weights that unpack to less than this may be packed as tightly as they like. */
  private static final long SMALL = 16 << 20;

  private final ZipFile zip;

  private KerasZip(ZipFile zip) {
    this.zip = zip;
  }

  /**
   * Opens the zip of a {@code .keras} file.
   *
   * @throws KerasFormatException if it is no zip, or holds more than Keras puts in
   * @throws IOException if it can't be read
   */
  static KerasZip open(Path file) throws IOException {
    ZipFile zip;
    try {
      zip = RegularFile.zip(file);
    } catch (ZipException | EOFException e) {
      throw new KerasFormatException(
          "no .keras file, which is a zip, or a damaged one (%s); save the model again"
              .formatted(UntrustedText.reason(e)),
          e);
    }
    List<? extends ZipEntry> entries = Collections.list(zip.entries());
    for (ZipEntry entry : entries) {
      if (!ALLOWED.contains(entry.getName())) {
        zip.close();
        throw new KerasFormatException(
            "the entry %s is not supported, only %s, %s and %s are; save a model of plain layers"
                .formatted(UntrustedText.brief(entry.getName()), METADATA, CONFIG, WEIGHTS));
      }
    }
    if (entries.stream().map(ZipEntry::getName).distinct().count() < entries.size()) {
      zip.close();
      throw new KerasFormatException("an entry is there twice; save the model again");
    }
    return new KerasZip(zip);
  }

  String config() throws IOException {
    return new String(read(CONFIG, MAX_CONFIG), StandardCharsets.UTF_8);
  }

  /** The version of Keras that wrote the file; null where it does not say. */
  @Nullable String version() throws IOException {
    if (zip.getEntry(METADATA) == null) {
      return null;
    }
    String text = new String(read(METADATA, MAX_METADATA), StandardCharsets.UTF_8);
    return ModelReader.parse(text, METADATA).path("keras_version").asText(null);
  }

  /**
   * Reads the HDF5 file with the weights.
   *
   * @param limit how many bytes the model can account for
   */
  byte[] weights(long limit) throws IOException {
    ZipEntry entry = zip.getEntry(WEIGHTS);
    long honest = entry == null ? limit : unpacked(entry.getCompressedSize());
    return read(WEIGHTS, Math.min(Math.min(limit, honest), Integer.MAX_VALUE - 8));
  }

  /** Bytes that packed weights may have once they are unpacked. */
  static long unpacked(long packed) {
    return Math.max(SMALL, MAX_PACKING * packed);
  }

  /** Believes what comes out, not what the entry says of its size. */
  private byte[] read(String name, long limit) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new KerasFormatException(
          "the entry %s is missing; save the model with Keras 3".formatted(name));
    }
    byte[] bytes;
    try {
      bytes = ZipContent.read(zip, entry, limit);
    } catch (ZipException | EOFException e) {
      throw new KerasFormatException(
          "the entry %s is damaged (%s); save the model again"
              .formatted(name, UntrustedText.reason(e)),
          e);
    }
    if (bytes.length > limit) {
      throw new KerasFormatException(
          "the entry %s must have at most %s bytes for this model and file; save it again"
              .formatted(name, limit));
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
