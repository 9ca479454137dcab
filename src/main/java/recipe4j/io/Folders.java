package recipe4j.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Places in a folder that may come from a stranger: what is written, deleted or read in it must not
 * lead out of it. The folder itself was named by the user, and may be a link.
 */
public final class Folders {
  private Folders() {}

  /**
   * Makes a folder and those above it, where they are missing. Unlike {@link
   * Files#createDirectories} of Java 17 it takes a link to a folder for one.
   *
   * @param folder what the user named
   * @return the folder
   * @throws IOException if it can't be made
   */
  public static Path create(Path folder) throws IOException {
    return Files.isDirectory(folder) ? folder : Files.createDirectories(folder);
  }

  /**
   * {@return a place for writing or deleting, where nothing need be there} No folder on the way may
   * be a link. What is there may be a link itself: {@link AtomicFile}, moving and deleting change
   * the link, not what it leads to.
   *
   * @param folder that the user named
   * @param name relative, with {@code /} between its parts
   * @throws IOException if a folder on the way is a link or a file; the line names it
   */
  public static Path toWrite(Path folder, String name) throws IOException {
    Path place = folder;
    for (Path part : Path.of(name)) {
      if (!place.equals(folder)) {
        requireFolder(place);
      }
      place = place.resolve(part);
    }
    return place;
  }

  /**
   * {@return a folder for writing or deleting in it, which need not be there: no link, and no
   * folder on the way may be one}
   *
   * @param folder that the user named
   * @param name relative, with {@code /} between its parts
   * @throws IOException if a folder on the way, or this one, is a link or a file; the line names it
   */
  public static Path toFill(Path folder, String name) throws IOException {
    Path place = toWrite(folder, name);
    requireFolder(place);
    return place;
  }

  /**
   * {@return a place for reading, where nothing need be there: links are followed as long as they
   * stay in the folder}
   *
   * @param folder that the user named
   * @param name relative, with {@code /} between its parts
   * @throws IOException if it leads out of the folder; the line names it
   */
  public static Path toRead(Path folder, String name) throws IOException {
    Path place = folder.resolve(name);
    if (Files.exists(place) && !place.toRealPath().startsWith(folder.toRealPath())) {
      throw new FileSystemException(
          place.toString(),
          null,
          "a file of the folder must be in it, found a link that leads out; copy what it leads to");
    }
    return place;
  }

  /**
   * {@return whether a place lies in a folder, wherever links on the way to it lead; false also
   * where a link on the way leads nowhere or may not be looked at}
   *
   * @param folder that is there
   * @param place nothing need be there
   * @throws IOException if the folder is missing
   */
  public static boolean holds(Path folder, Path place) throws IOException {
    Path home = folder.toRealPath();
    Path there = place.toAbsolutePath();
    Path missing = Path.of("");
    while (!Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
      Path name = there.getFileName();
      Path above = there.getParent();
      if (name == null || above == null) {
        return false; // not even the root is there
      }
      missing = name.resolve(missing);
      there = above;
    }
    try {
      return there.toRealPath().resolve(missing).normalize().startsWith(home);
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Makes sure that a folder can be looked into: without the permission everything in it seems to
   * be missing.
   *
   * @param folder need not be there, nor be a folder
   * @throws AccessDeniedException if the folder is there, but closed to this user
   */
  public static void requireOpen(Path folder) throws AccessDeniedException {
    if (Files.isDirectory(folder) && !Files.isExecutable(folder)) {
      throw new AccessDeniedException(
          folder.toString(),
          null,
          "the folder may not be looked into (permission denied); change its permissions");
    }
  }

  private static void requireFolder(Path place) throws IOException {
    if (Files.isSymbolicLink(place)) {
      throw new FileSystemException(
          place.toString(),
          null,
          "a folder must be there, found a link, and nothing is written or deleted through one; remove it or take another folder");
    }
    if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)
        && !Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileSystemException(
          place.toString(),
          null,
          "a folder must be there, found a file; remove it or take another folder");
    }
  }
}
