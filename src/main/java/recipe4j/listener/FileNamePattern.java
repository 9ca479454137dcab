package recipe4j.listener;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file name with fields such as {@code {epoch:02d}}, written as for Python's {@code str.format}.
 */
final class FileNamePattern {
  private static final Pattern PIECE =
      Pattern.compile("\\{\\{|\\}\\}|\\{(\\w+)(?::([^{}]*))?\\}|[{}]");
  private static final String ANY_NUMBER = "\\s*[-+]?(\\d[\\d.,e+-]*|nan|inf)%?\\s*";
  private static final Set<String> COUNTS = Set.of("epoch", "batch");

  /** A number in the name. */
  private record Field(String name, NumberSpec spec) {}

  /** Literal text, or a field in its place. */
  private record Piece(String text, @Nullable Field field) {}

  private final List<Piece> pieces;

  private FileNamePattern(List<Piece> pieces) {
    this.pieces = pieces;
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException if a brace stands alone or a format is not known
   */
  static FileNamePattern of(String pattern) {
    List<Piece> pieces = new ArrayList<>();
    Matcher matcher = PIECE.matcher(pattern);
    int end = 0;
    while (matcher.find()) {
      pieces.add(new Piece(pattern.substring(end, matcher.start()), null));
      end = matcher.end();
      String name = matcher.group(1);
      if (name != null) {
        String spec = matcher.group(2) == null ? "" : matcher.group(2);
        pieces.add(new Piece("", new Field(name, NumberSpec.of(spec, COUNTS.contains(name)))));
      } else if (matcher.group().length() == 2) {
        pieces.add(new Piece(matcher.group().substring(1), null));
      } else {
        throw new IllegalArgumentException(
            "a file name has fields such as {epoch:02d} or {val_loss:.4f}, found %s in %s; double a brace that is meant"
                .formatted(matcher.group(), pattern));
      }
    }
    pieces.add(new Piece(pattern.substring(end), null));
    return new FileNamePattern(pieces);
  }

  /**
   * Refuses a field that will have no value.
   *
   * @throws IllegalArgumentException with the names there are
   */
  void requireNamesIn(Collection<String> names) {
    for (Piece piece : pieces) {
      if (piece.field() != null && !names.contains(piece.field().name())) {
        throw new IllegalArgumentException(
            "the file name may have the fields %s, found {%s}"
                .formatted(String.join(", ", names), piece.field().name()));
      }
    }
  }

  /** The name with its fields filled in. */
  String format(Map<String, ? extends Number> values) {
    StringBuilder name = new StringBuilder();
    for (Piece piece : pieces) {
      Field field = piece.field();
      name.append(
          field == null
              ? piece.text()
              : field.spec().format(Objects.requireNonNull(values.get(field.name()))));
    }
    return name.toString();
  }

  /** Files whose names have numbers where this pattern has fields, sorted. */
  List<Path> existing() throws IOException {
    String start =
        pieces.stream()
            .takeWhile(piece -> piece.field() == null)
            .map(Piece::text)
            .collect(Collectors.joining());
    int slash = Math.max(start.lastIndexOf('/'), start.lastIndexOf(File.separatorChar));
    String folder = start.substring(0, slash + 1);
    Path base = Path.of(folder.isEmpty() ? "." : folder);
    if (!Files.isDirectory(base)) {
      return List.of();
    }
    String regex =
        pieces.stream()
            .map(piece -> piece.field() == null ? Pattern.quote(piece.text()) : ANY_NUMBER)
            .collect(Collectors.joining());
    Pattern names = Pattern.compile(regex);
    int depth = 1 + (int) regex.chars().skip(folder.length()).filter(c -> c == '/').count();
    try (Stream<Path> files = Files.walk(base, depth)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> names.matcher(folder + base.relativize(file)).matches())
          .sorted()
          .toList();
    }
  }
}
