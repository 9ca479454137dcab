package recipe4j.regression;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;

/** Files and folders of src/test/resources/recipe4j/regression. */
final class TestResource {
  private TestResource() {}

  static Path path(String name) throws IOException {
    URL url = TestResource.class.getResource(name);
    if (url == null) {
      throw new FileNotFoundException("no test resource " + name);
    }
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }
}
