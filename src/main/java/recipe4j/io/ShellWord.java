package recipe4j.io;

import java.nio.file.Path;

/** A path, or another value of an option, as a person types it into a shell: quoted if need be. */
public final class ShellWord {
  private ShellWord() {}

  /**
   * Quotes a path.
   *
   * @param path any path
   * @return one word for a POSIX shell
   */
  public static String of(Path path) {
    return of(path.toString());
  }

  /**
   * Quotes a text.
   *
   * @param text any text
   * @return one word for a POSIX shell
   */
  public static String of(String text) {
    return text.matches("[\\w./\\\\:~+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
