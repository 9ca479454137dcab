package recipe4j.cli;

import java.nio.file.Path;

/** A path as a person types it into a shell. */
final class ShellWord {
  private ShellWord() {}

  static String of(Path path) {
    String text = path.toString();
    return text.matches("[\\w./\\\\:~+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
