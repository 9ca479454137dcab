package recipe4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What an application can call is what public-api.txt lists, so that a change of it is seen. */
class PublicApiTest {
  @Test
  void theCommittedListIsOfToday() throws IOException, ReflectiveOperationException {
    assertThat(PublicApi.of(ArchitectureTest.face()).lines())
        .as(
            "public-api.txt must list the library's face; look whether the change below is meant,"
                + " then `make public-api` writes it anew")
        .containsExactlyElementsOf(Files.readAllLines(PublicApi.FILE));
  }

  @Test
  void listsWhatACallerSees() throws ReflectiveOperationException {
    JavaClasses classes =
        new ClassFileImporter()
            .importClasses(
                ApiExample.class,
                ApiExample.Caller.class,
                ApiExample.Hidden.class,
                ApiExample.Kind.class,
                ApiExample.Part.class);
    assertThat(PublicApi.of(classes.stream()))
        .isEqualTo(
            """
            package recipe4j
              abstract class ApiExample<T> implements Comparable<T>
                List<T> all(int[], Object...) throws IOException
                final int count
                new ApiExample(int)
                protected abstract void inside()
                static ApiExample<String> of()
              interface ApiExample.Caller
                default void twice()
                void call()
              enum ApiExample.Kind
                ONE, TWO
              record ApiExample.Part(List<String> names, int size)
                int twice()
            """);
  }
}
