package recipe4j;

import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The packages right below {@code recipe4j} and what they import, read from the sources.
 *
 * @param imports of each package, without those that another import brings along (the transitive
 *     reduction); all by their simple names
 * @param subpackages of each package, by their simple names
 */
record PackageGraph(
    SortedMap<String, SortedSet<String>> imports,
    SortedMap<String, SortedSet<String>> subpackages) {
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import (?:static )?recipe4j\\.([a-z0-9]+)\\.");

  /** Of the sources in a folder, such as {@code src/main/java/recipe4j}. */
  static PackageGraph of(Path root) throws IOException {
    SortedMap<String, SortedSet<String>> imports = new TreeMap<>();
    SortedMap<String, SortedSet<String>> subpackages = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).collect(toList())) {
        Path place = root.relativize(file);
        String name = place.getName(0).toString();
        Set<String> below = subpackages.computeIfAbsent(name, key -> new TreeSet<>());
        if (place.getNameCount() > 2) {
          below.add(place.getName(1).toString());
        }
        Set<String> found = imports.computeIfAbsent(name, key -> new TreeSet<>());
        Matcher matcher = IMPORT.matcher(Files.readString(file));
        matcher.results().map(result -> result.group(1)).forEach(found::add);
        found.remove(name);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return new PackageGraph(reduced(imports), subpackages);
  }

  private static SortedMap<String, SortedSet<String>> reduced(
      SortedMap<String, SortedSet<String>> all) {
    SortedMap<String, SortedSet<String>> reduced = new TreeMap<>();
    all.forEach(
        (name, targets) -> {
          SortedSet<String> kept = new TreeSet<>(targets);
          targets.forEach(target -> kept.removeAll(reachable(target, all)));
          reduced.put(name, kept);
        });
    return reduced;
  }

  /** Everything below a package, without itself. */
  private static Set<String> reachable(String from, SortedMap<String, SortedSet<String>> all) {
    Set<String> found = new TreeSet<>();
    List<String> open = new ArrayList<>(all.get(from));
    while (!open.isEmpty()) {
      String next = open.remove(open.size() - 1);
      if (found.add(next)) {
        open.addAll(all.get(next));
      }
    }
    return found;
  }

  /** From the top: each package lies one row above the highest of those that it imports. */
  List<List<String>> rows() {
    SortedMap<String, Integer> heights = new TreeMap<>();
    imports.keySet().forEach(name -> height(name, heights));
    List<List<String>> rows = new ArrayList<>();
    heights.values().stream().distinct().forEach(height -> rows.add(new ArrayList<>()));
    heights.forEach((name, height) -> rows.get(rows.size() - 1 - height).add(name));
    return rows;
  }

  private int height(String name, SortedMap<String, Integer> heights) {
    Integer known = heights.get(name);
    if (known == null) {
      known = 0;
      for (String target : imports.get(name)) {
        known = Math.max(known, 1 + height(target, heights));
      }
      heights.put(name, known);
    }
    return known;
  }
}
