package recipe4j.datasets.pictures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import recipe4j.data.InvalidDataException;

/** Replaces folders in a list by the files in them. */
final class PictureFolders {
  /** Most levels of folders within folders. */
  private static final int MOST_DEEP = 16;

  private PictureFolders() {}

  /**
   * Lists the files.
   *
   * @param given files, and folders that hold files or folders
   * @return the files in order, those of a folder sorted by name; links to folders are not followed
   *     but where they were given themselves, and hidden files are passed over
   * @throws IOException if a folder can't be read or holds no file
   */
  static List<Path> files(List<Path> given) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : given) {
      if (Files.isDirectory(path)) {
        int before = files.size();
        add(path, files, 0);
        if (files.size() == before) {
          throw new InvalidDataException(
              path + ": a folder of pictures must hold some, found none; name another one");
        }
      } else {
        files.add(path);
      }
    }
    return files;
  }

  private static void add(Path folder, List<Path> files, int depth) throws IOException {
    if (depth > MOST_DEEP) {
      throw new InvalidDataException(
          "%s: pictures must lie at most %s folders deep; name the folder itself"
              .formatted(folder, MOST_DEEP));
    }
    for (Path child : ClassFolders.visible(folder)) {
      if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
        add(child, files, depth + 1);
      } else if (!Files.isDirectory(child)) {
        files.add(child);
      }
    }
  }
}
