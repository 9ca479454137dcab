package recipe4j.run;

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
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import recipe4j.datasets.DataOptions;
import recipe4j.io.Folders;
import recipe4j.io.ShellWord;
import recipe4j.io.UntrustedText;
import recipe4j.run.TrainOption.Rule;

/**
 * Where the options of a training write to, and where they download from. Whoever made the run
 * folder chose those that come from its backup: unless the user gives them again, nothing is
 * written outside the folder, and only the default servers are asked.
 */
public final class RunPlaces {
  private final Path run;
  private final Map<String, ?> options;

  /**
   * The places of a training.
   *
   * @param run the folder
   * @param options of the training, those that come from the run's backup included
   */
  public RunPlaces(Path run, Map<String, ?> options) {
    this.run = run;
    this.options = options;
  }

  /**
   * Makes sure that only the user leads out of the run folder.
   *
   * @param kept the options of the run, as its backup has them
   * @param isGiven whether the user has given an option, by its key
   * @throws ResumeException with every option that only the backup names
   */
  void check(Map<String, Object> kept, Predicate<String> isGiven) {
    List<String> wrong = new ArrayList<>();
    for (String name : names(Rule.PLACE)) {
      if (!isGiven.test(name) && leadsOut(options.get(name))) {
        wrong.add(
            "--%s %s comes from the run's backup and lies outside the run folder; give --%s again to write there"
                .formatted(name, UntrustedText.printable(String.valueOf(options.get(name))), name));
      }
    }
    boolean offline = Boolean.TRUE.equals(options.get(TrainOption.OFFLINE.key()));
    for (String name : names(Rule.SERVER)) {
      // several are kept as a list, which is not taken over, but the training was to ask them
      Object servers = kept.containsKey(name) ? kept.get(name) : options.get(name);
      if (!isGiven.test(name) && !offline && asksOthers(servers)) {
        wrong.add(
            "--%s %s comes from the run's backup; give --%s again to download from there, or --offline"
                .formatted(name, UntrustedText.brief(servers), name));
      }
    }
    if (!wrong.isEmpty()) {
      throw new ResumeException(String.join("; ", wrong));
    }
  }

  /**
   * {@return the options that the user will have to give again when the run is resumed, as the end
   * of a shell command: empty, or beginning with a blank}
   */
  public String toGiveAgain() {
    StringBuilder again = new StringBuilder();
    for (String name : names(Rule.PLACE)) {
      if (leadsOut(options.get(name))) {
        append(again, name, String.valueOf(options.get(name)));
      }
    }
    for (String name : names(Rule.SERVER)) {
      if (asksOthers(options.get(name))) {
        values(options.get(name)).forEach(server -> append(again, name, server));
      }
    }
    return again.toString();
  }

  private static List<String> names(Rule rule) {
    return Stream.of(TrainOption.values())
        .filter(option -> option.rule() == rule)
        .map(TrainOption::key)
        .toList();
  }

  private static void append(StringBuilder again, String name, Object value) {
    again.append(" --").append(name).append(' ').append(ShellWord.of(value.toString()));
  }

  private static boolean asksOthers(@Nullable Object mirrors) {
    return !DataOptions.MIRRORS.stream().map(URI::toString).toList().containsAll(values(mirrors));
  }

  private static Collection<?> values(@Nullable Object value) {
    return value == null ? List.of() : value instanceof Collection<?> many ? many : List.of(value);
  }

  private boolean leadsOut(@Nullable Object place) {
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

  /**
   * Whether a folder that will be filled, as TensorBoard's, has a link that leads out of the run.
   */
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
