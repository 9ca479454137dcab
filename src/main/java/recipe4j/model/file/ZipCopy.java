package recipe4j.model.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Writes a zip with one entry more, from front to back. Java's file system of zips would make files
 * of its own beside it, and leave them there when the disk is full or the process is killed.
 */
public final class ZipCopy {
  private ZipCopy() {}

  /**
   * Copies all entries but one of that name, and puts it at the end.
   *
   * @param source a zip, read to its end
   * @param name of the entry
   * @param content of the entry
   * @param target an existing file, which is overwritten
   */
  public static void write(InputStream source, String name, byte[] content, Path target)
      throws IOException {
    try (ZipInputStream in = new ZipInputStream(source);
        ZipOutputStream out =
            new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(target)))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (!entry.getName().equals(name)) {
          out.putNextEntry(new ZipEntry(entry.getName()));
          in.transferTo(out);
          out.closeEntry();
        }
      }
      out.putNextEntry(new ZipEntry(name));
      out.write(content);
      out.closeEntry();
    }
  }
}
