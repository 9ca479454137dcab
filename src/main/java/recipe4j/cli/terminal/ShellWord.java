package recipe4j.cli.terminal;

import java.nio.file.Path;

/** A path, or another value of an option, as a person types it into a shell. */
public final class ShellWord {
  private ShellWord() {}

  public static String of(Path path) {
    return of(path.toString());
  }

  public static String of(String text) {
    return text.matches("[\\w./\\\\:~+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
