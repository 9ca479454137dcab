package recipe4j.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No library with a known fault is used, or it is written down why the fault does not reach us. */
class AdvisoriesTest {
  @Test
  void everyKnownFaultInWhatIsUsedHasAReason() throws IOException {
    Set<Component> used = Component.all();
    String reasons = Files.readString(Path.of("docs/security/supply-chain.md"));
    Set<String> unexplained = new TreeSet<>();
    Set<String> stale = new TreeSet<>();
    for (Advisory advisory : Advisory.all()) {
      boolean reached = false;
      for (Component component : used) {
        if (advisory.affects(component)) {
          reached = true;
          if (advisory.reason().isEmpty()) {
            unexplained.add(
                "%s in %s, fixed in %s".formatted(advisory.id(), component, advisory.fixed()));
          }
        }
      }
      if (!reached && !advisory.reason().isEmpty()) {
        stale.add(advisory.id());
      }
      if (advisory.reason().matches("[A-Z]+(-[A-Z]+)*\\b.*")) {
        String name = advisory.reason().split(";", 2)[0];
        assertThat(reasons).as("the reason %s is explained", name).contains("`" + name + "`");
      }
    }
    assertThat(unexplained)
        .as("raise the library, or write into %s why not", Advisory.LIST)
        .isEmpty();
    assertThat(stale).as("no affected version is used any more; take the reason away").isEmpty();
  }

  /** What a scanner of files can't overlook: the libraries inside ND4J's jars. */
  @Test
  void shadedLibrariesAreSeen() throws IOException {
    assertThat(Component.all())
        .extracting(Component::toString)
        .anyMatch(
            c -> c.contains("jackson-databind, version=2.13") && c.contains("jar=jackson-1.0.0"))
        .anyMatch(c -> c.contains("snakeyaml, version=1.26"))
        .anyMatch(c -> c.contains("guava, version=30.1.1-jre"))
        .anyMatch(c -> c.contains("protobuf-java, version=3.21.2"))
        .anyMatch(c -> c.contains("org.bytedeco:openblas, version=0.3.19"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          (,2.8.9)                      | 2.8.0        | true
          (,2.8.9)                      | 2.8.9        | false
          (,2.12.7.1) [2.13.0,2.13.4.2) | 2.13.4.1     | true
          (,2.12.7.1) [2.13.0,2.13.4.2) | 2.12.7.1     | false
          (,2.12.7.1) [2.13.0,2.13.4.2) | 2.13.4.2     | false
          [1.21,1.26.0)                 | 1.20         | false
          [1.21,1.26.0]                 | 1.26.0       | true
          (1.21,)                       | 1.21         | false
          (1.21,)                       | 9.9          | true
          (,32.0.0)                     | 30.1.1-jre   | true
          (,32.0.0)                     | 33.7.1-jre   | false
          (,0.3.18)                     | 0.3.19-1.5.7 | false
          """)
  void rangesAreMavens(String affected, String version, boolean expected) {
    Advisory advisory = new Advisory("X", "g:a", affected, "-", "");
    assertThat(advisory.affects(new Component("g:a", version, "a.jar"))).isEqualTo(expected);
    assertThat(advisory.affects(new Component("g:b", version, "b.jar"))).isFalse();
  }
}
