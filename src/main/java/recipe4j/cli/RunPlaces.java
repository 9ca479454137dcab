package recipe4j.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import recipe4j.cli.options.DefaultValues;
import recipe4j.cli.options.ParsedOptions;
import recipe4j.cli.terminal.ShellWord;
import recipe4j.datasets.DataOptions;
import recipe4j.io.Folders;
import recipe4j.io.UntrustedText;

/**
 * Where the options of a training write to, and where they download from. Those that a run's backup
 * brings are the word of whoever made the run folder: without the user's own word nothing is
 * written outside the folder, and no other server asked than by default.
 */
final class RunPlaces {
  /** Options that name a file or a folder to be written. */
  private static final List<String> WRITTEN = List.of("checkpoint", "tensorboard", "cache");

  private static final String MIRROR = "mirror";

  private final CommandSpec command;
  private final Path run;

  RunPlaces(CommandSpec command, Path run) {
    this.command = command;
    this.run = run;
  }

  /**
   * Makes sure that nobody but the user leads out of the run folder.
   *
   * @param kept the options of the run, as its backup has them
   * @throws ParameterException with every option that only the backup names
   */
  void check(Map<String, Object> kept) {
    Map<String, Object> options = ParsedOptions.of(command);
    List<String> wrong = new ArrayList<>();
    for (String name : WRITTEN) {
      if (!isGiven(name) && leadsOut(options.get(name))) {
        wrong.add(
            "--%s %s comes from the run's backup and lies outside the run folder; give --%s again to write there"
                .formatted(name, UntrustedText.printable(options.get(name)), name));
      }
    }
    // several are kept as a list, which is not taken over, but the training was to ask these
    // servers
    Object mirrors = kept.getOrDefault(MIRROR, options.get(MIRROR));
    if (!isGiven(MIRROR) && !Boolean.TRUE.equals(options.get("offline")) && asksOthers(mirrors)) {
      wrong.add(
          "--mirror %s comes from the run's backup; give --mirror again to download from there, or --offline"
              .formatted(UntrustedText.brief(mirrors)));
    }
    if (!wrong.isEmpty()) {
      throw new ParameterException(command.commandLine(), String.join("; ", wrong));
    }
  }

  /** The options that {@link #check} will ask for when the run goes on, as an end of a command. */
  String toGiveAgain() {
    Map<String, Object> options = ParsedOptions.of(command);
    StringBuilder again = new StringBuilder();
    for (String name : WRITTEN) {
      if (leadsOut(options.get(name))) {
        append(again, name, options.get(name));
      }
    }
    if (asksOthers(options.get(MIRROR))) {
      values(options.get(MIRROR)).forEach(mirror -> append(again, MIRROR, mirror));
    }
    return again.toString();
  }

  private static void append(StringBuilder again, String name, Object value) {
    again.append(" --").append(name).append(' ').append(ShellWord.of(value.toString()));
  }

  private boolean isGiven(String name) {
    return command.commandLine().getParseResult().hasMatchedOption("--" + name)
        || (command.defaultValueProvider() instanceof DefaultValues defaults
            && defaults.isGivenNow(name));
  }

  private static boolean asksOthers(Object mirrors) {
    return !DataOptions.MIRRORS.stream().map(URI::toString).toList().containsAll(values(mirrors));
  }

  private static Collection<?> values(Object value) {
    return value == null ? List.of() : value instanceof Collection<?> many ? many : List.of(value);
  }

  private boolean leadsOut(Object place) {
    if (place == null) {
      return false;
    }
    String text = place.toString();
    int slash = Math.max(text.lastIndexOf('/'), text.lastIndexOf(File.separatorChar));
    String folder = text.substring(0, slash + 1);
    if (folder.contains("{")) { // its fields have no value yet, so nobody knows what will be there
      return true;
    }
    boolean pattern = text.contains("{");
    try {
      Path known = Path.of(pattern ? folder : text);
      return !Folders.holds(run, known) || (!pattern && hasLinkOut(known));
    } catch (InvalidPathException | IOException | UncheckedIOException e) {
      return true;
    }
  }

  /** In a folder that will be filled, as TensorBoard's, which has folders of its own. */
  private boolean hasLinkOut(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path link : (Iterable<Path>) inside.filter(Files::isSymbolicLink)::iterator) {
        if (!Folders.holds(run, link)) {
          return true;
        }
      }
      return false;
    }
  }
}
