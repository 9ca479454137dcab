package recipe4j.cli;

import java.nio.file.Path;

/** A path, or another value of an option, as a person types it into a shell. */
final class ShellWord {
  private ShellWord() {}

  static String of(Path path) {
    return of(path.toString());
  }

  static String of(String text) {
    return text.matches("[\\w./\\\\:~+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
