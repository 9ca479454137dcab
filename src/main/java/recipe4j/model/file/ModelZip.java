package recipe4j.model.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import recipe4j.io.RegularFile;
import recipe4j.io.UntrustedText;
import recipe4j.io.ZipContent;

/**
 * The zip of a model, which may come from a stranger. Entries are read by name into memory, never
 * unpacked to a folder, and each only up to a size that the caller can account for.
 */
public final class ModelZip implements AutoCloseable {
  /**
   * DL4J writes up to five entries and recipe4j one more; a backup has one per listener's array.
   */
  static final int MAX_ENTRIES = 1000;

  /** Trained weights hardly pack; even mostly zeros they stay below this. */
  static final int MAX_RATIO = 200;

  /** Below this size the ratio doesn't matter. */
  private static final long SMALL = 1 << 20;

  private static final int MAX_NAME = 200;
  private static final long MAX_BYTES = Integer.MAX_VALUE - 8L;

  private final ZipFile zip;

  private ModelZip(ZipFile zip) {
    this.zip = zip;
  }

  /**
   * Opens it and looks at the names of its entries.
   *
   * @throws IOException if it is no zip, has too many entries, one twice, or one whose name leads
   *     out of the zip
   */
  public static ModelZip open(Path file) throws IOException {
    ZipFile zip = RegularFile.zip(file);
    try {
      checkNames(zip);
    } catch (IOException e) {
      zip.close();
      throw e;
    }
    return new ModelZip(zip);
  }

  private static void checkNames(ZipFile zip) throws IOException {
    if (zip.size() > MAX_ENTRIES) {
      throw new IOException(
          "a model must have at most %s entries, found %s".formatted(MAX_ENTRIES, zip.size()));
    }
    Set<String> names = new HashSet<>();
    List<? extends ZipEntry> entries = Collections.list(zip.entries());
    for (ZipEntry entry : entries) {
      String name = entry.getName();
      if (!isPlain(name)) {
        throw new IOException(
            "the name of an entry must be plain and relative, found " + UntrustedText.brief(name));
      }
      if (!names.add(name)) {
        throw new IOException(
            "an entry must be there once, found two of " + UntrustedText.brief(name));
      }
    }
  }

  private static boolean isPlain(String name) {
    return !name.isEmpty()
        && name.length() <= MAX_NAME
        && !name.startsWith("/")
        && name.chars().noneMatch(c -> c == '\\' || c == ':' || Character.isISOControl(c))
        && !List.of(name.split("/", -1)).contains("..");
  }

  /** Whether an entry of this name is there. */
  public boolean has(String name) {
    return zip.getEntry(name) != null;
  }

  /**
   * The content of an entry. Memory is taken as the bytes come, not as the zip says.
   *
   * @param name of the entry
   * @param most bytes that the caller can account for
   * @throws IOException if it is missing, damaged or larger
   */
  public byte[] read(String name, long most) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new IOException("the entry " + name + " is missing");
    }
    long limit = Math.min(most, MAX_BYTES);
    byte[] bytes;
    try {
      bytes = ZipContent.read(zip, entry, limit);
    } catch (EOFException e) {
      throw new IOException("the entry %s must be whole, found its end missing".formatted(name), e);
    } catch (ZipException e) {
      throw new IOException(
          "the entry %s is damaged (%s)".formatted(name, UntrustedText.reason(e)), e);
    }
    if (bytes.length > limit) {
      throw new IOException("the entry %s must have at most %s bytes".formatted(name, limit));
    }
    return bytes;
  }

  /**
   * The same for content that packs badly, so that a small file can't take much memory.
   *
   * @throws IOException as {@link #read}, or if it was packed too well to be honest
   */
  public byte[] readDense(String name, long most) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    long honest =
        entry == null ? most : Math.max(SMALL, MAX_RATIO * Math.max(0, entry.getCompressedSize()));
    if (honest < most && entry.getSize() > honest) {
      throw new IOException(
          "the entry %s must unpack to at most %s times its size, found %s bytes of %s"
              .formatted(name, MAX_RATIO, entry.getSize(), entry.getCompressedSize()));
    }
    return read(name, Math.min(most, honest));
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
