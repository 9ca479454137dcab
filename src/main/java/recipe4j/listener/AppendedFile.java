package recipe4j.listener;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import recipe4j.io.Folders;

/** Appends whole records to a file; of one that does not fit on the disk nothing stays. */
final class AppendedFile {
  private AppendedFile() {}

  /** Makes file and folders where they are missing. */
  static void append(Path file, String text) throws IOException {
    append(file, text.getBytes(UTF_8));
  }

  /**
   * Makes file and folders where they are missing.
   *
   * @param how further options, such as not to follow a link
   */
  static void append(Path file, byte[] record, OpenOption... how) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Folders.create(folder);
    }
    Set<OpenOption> options = new HashSet<>(Arrays.asList(how));
    options.addAll(Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    try (FileChannel channel = FileChannel.open(file, options)) {
      long end = channel.size();
      ByteBuffer bytes = ByteBuffer.wrap(record);
      try {
        while (bytes.hasRemaining()) {
          channel.write(bytes, end + bytes.position());
        }
      } catch (IOException e) {
        channel.truncate(end);
        throw e;
      }
    }
  }
}
