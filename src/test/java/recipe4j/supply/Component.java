package recipe4j.supply;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

/**
 * A library on the class path of the tests, or one shaded inside of it.
 *
 * @param name {@code group:artifact}
 * @param version as published
 * @param jar the file that holds it
 */
record Component(String name, String version, String jar) implements Comparable<Component> {
  /** Where a local repository keeps {@code group/artifact/version/file.jar}. */
  private static final Pattern PLACE =
      Pattern.compile("repository/(?<group>.+)/(?<artifact>[^/]+)/(?<version>[^/]+)/[^/]+\\.jar");

  private static final Pattern INSIDE = Pattern.compile("META-INF/maven/.+/pom\\.properties");

  /**
   * Those of the class path, by the place of their file and by what the files say of their
   * contents.
   */
  static Set<Component> all() throws IOException {
    Set<Component> found = new TreeSet<>();
    for (String place : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Matcher match = PLACE.matcher(place.replace('\\', '/'));
      if (match.find()) {
        String name = match.group("group").replace('/', '.') + ":" + match.group("artifact");
        String jar = Path.of(place).getFileName().toString();
        found.add(new Component(name, match.group("version"), jar));
        addShaded(found, place, jar);
      }
    }
    return found;
  }

  private static void addShaded(Set<Component> found, String place, String jar) throws IOException {
    try (JarFile file = new JarFile(place)) {
      for (Enumeration<? extends ZipEntry> all = file.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        if (INSIDE.matcher(entry.getName()).matches()) {
          Properties pom = new Properties();
          try (InputStream in = file.getInputStream(entry)) {
            pom.load(in);
          }
          String name = pom.getProperty("groupId") + ":" + pom.getProperty("artifactId");
          found.add(new Component(name, pom.getProperty("version"), jar));
        }
      }
    }
  }

  @Override
  public int compareTo(Component other) {
    return toString().compareTo(other.toString());
  }
}
