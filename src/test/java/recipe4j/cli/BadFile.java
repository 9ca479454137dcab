package recipe4j.cli;

import java.util.List;

/**
 * A file that is wrong in one way, and what the command line must say of it.
 *
 * @param name what is wrong, for people
 * @param command a user's command that meets the file
 * @param code the exit code
 * @param words of the one line
 */
record BadFile(String name, List<Object> command, int code, List<String> words) {
  /** A file that was read and refused. */
  static BadFile refused(String name, List<Object> command, String... words) {
    return new BadFile(name, command, 1, List.of(words));
  }

  /** A file of options, which counts as wrong usage. */
  static BadFile misused(String name, List<Object> command, String... words) {
    return new BadFile(name, command, 2, List.of(words));
  }

  @Override
  public String toString() {
    return name;
  }
}
