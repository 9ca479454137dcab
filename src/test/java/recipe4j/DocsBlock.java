package recipe4j;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import recipe4j.io.AtomicFile;

/** A part of a page in docs/ that a program writes, between two comments with its name. */
public final class DocsBlock {
  private DocsBlock() {}

  /** Replaces what stands between {@code <!-- begin NAME ... -->} and {@code <!-- end NAME -->}. */
  public static void write(String page, String name, String text) throws IOException {
    Path file = Path.of("docs", page);
    String old = Files.readString(file);
    int from = old.indexOf("-->\n", old.indexOf("<!-- begin " + name)) + 4;
    int to = old.indexOf("<!-- end " + name + " -->");
    if (from < 4 || to < from) {
      throw new IOException(file + ": found no comments that begin and end " + name);
    }
    String whole = old.substring(0, from) + text + old.substring(to);
    AtomicFile.write(file, whole.getBytes(StandardCharsets.UTF_8));
  }
}
