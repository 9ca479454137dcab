package recipe4j.cli.options;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Option to replace files that exist. */
public final class Overwrite {
  @Option(
      names = "--overwrite",
      fallbackValue = "true",
      description = "Replace files that are there already.")
  private boolean allowed;

  /** Whether files may be replaced. */
  public boolean isAllowed() {
    return allowed;
  }

  /** Refuses a file that exists, unless it may be replaced; before any work is done. */
  public void check(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException("%s is a folder; name the file to write".formatted(file));
    }
    if (!allowed && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw refused(file);
    }
  }

  static IOException refused(Path file) {
    return new IOException(
        "%s is there already; give another name, or --overwrite to replace it".formatted(file));
  }
}
