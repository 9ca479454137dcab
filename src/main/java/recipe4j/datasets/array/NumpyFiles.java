package recipe4j.datasets.array;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import recipe4j.data.InvalidDataException;
import recipe4j.datasets.idx.IdxArray;
import recipe4j.io.RegularFile;
import recipe4j.io.UntrustedText;

/** The arrays in an archive of NumPy, or in a folder of its files, by name. */
public final class NumpyFiles {
  private static final String ARRAY = ".npy";
  private static final String ARCHIVE = ".npz";

  private NumpyFiles() {}

  /** Reads one array. */
  interface Opener {
    NumberArray read() throws IOException;
  }

  /**
   * Lists the arrays.
   *
   * @param place an archive (.npz), or a folder with arrays (.npy) and archives
   * @return name to what reads it; an archive of one array has the archive's name
   */
  static Map<String, Opener> list(Path place) throws IOException {
    if (!Files.isDirectory(place)) {
      RegularFile.require(place);
      return archive(place, false);
    }
    List<Path> files;
    try (Stream<Path> listed = Files.list(place)) {
      files = listed.filter(Files::isRegularFile).filter(NumpyFiles::isNumpy).sorted().toList();
    }
    Map<String, Opener> arrays = new LinkedHashMap<>();
    for (Path file : files) {
      if (ends(file, ARRAY)) {
        arrays.put(stem(file.getFileName().toString()), () -> array(file));
      } else {
        arrays.putAll(archive(file, true));
      }
    }
    return arrays;
  }

  /** Whether a file is an array or an archive, by its name. */
  public static boolean isNumpy(Path file) {
    return ends(file, ARRAY) || ends(file, ARCHIVE);
  }

  private static boolean ends(Path file, String ending) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(ending);
  }

  private static String stem(String name) {
    return name.replaceFirst("(?i)\\.np[yz]$", "");
  }

  private static Map<String, Opener> archive(Path file, boolean inFolder) throws IOException {
    if (ends(file, ARRAY)) {
      throw new InvalidDataException(
          file + ": images and labels must be two arrays, found one; give the folder with both");
    }
    Map<String, Opener> arrays = new LinkedHashMap<>();
    try (ZipFile zip = RegularFile.zip(file)) {
      List<String> members =
          zip.stream().map(ZipEntry::getName).filter(name -> name.endsWith(ARRAY)).toList();
      for (String member : members) {
        boolean alone = inFolder && members.size() == 1;
        arrays.put(
            stem(alone ? file.getFileName().toString() : member), () -> member(file, member));
      }
    } catch (EOFException | ZipException e) {
      throw damaged(file, e);
    }
    return arrays;
  }

  private static NumberArray array(Path file) throws IOException {
    try (InputStream in = RegularFile.open(file)) {
      return NpyArray.read(file.toString(), in, Files.size(file));
    }
  }

  /**
   * Reads an array of an archive.
   *
   * @param file the archive
   * @param member such as x_train.npy
   * @return the array
   * @throws FileNotFoundException if there is no such member
   * @throws InvalidDataException if it is damaged, or would take far more memory than the file has
   */
  public static NumberArray member(Path file, String member) throws IOException {
    String name = file + "!" + UntrustedText.brief(member);
    try (ZipFile archive = RegularFile.zip(file)) {
      ZipEntry entry = archive.getEntry(member);
      if (entry == null) {
        throw new FileNotFoundException(
            "%s: the archive must hold %s, found no such member; get it again"
                .formatted(file, member));
      }
      if (entry.getSize() > IdxArray.mostUnpacked(entry.getCompressedSize())) {
        throw new InvalidDataException(
            "%s: a member must not unpack to so much more than its size, found %s bytes of %s; get it again"
                .formatted(name, entry.getSize(), entry.getCompressedSize()));
      }
      try (InputStream in = archive.getInputStream(entry)) {
        return NpyArray.read(name, in, entry.getSize());
      }
    } catch (EOFException | ZipException e) {
      throw damaged(file, e);
    }
  }

  private static InvalidDataException damaged(Path file, IOException cause) {
    return new InvalidDataException(
        "%s: the file must unpack, found it damaged (%s); get it again"
            .formatted(file, UntrustedText.reason(cause)),
        cause);
  }
}
