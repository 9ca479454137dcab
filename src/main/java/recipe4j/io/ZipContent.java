package recipe4j.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The entries of a zip that may be damaged or a stranger's: Java looks at no checksum of them. */
public final class ZipContent {
  private ZipContent() {}

  /**
   * Reads an entry. Memory is taken as the bytes come, not as the zip says.
   *
   * @param zip an open zip
   * @param entry one of its entries
   * @param most bytes that are wanted, below 2^31 - 8
   * @return the content; one byte more than wanted if it is larger, and then not checked
   * @throws EOFException if it is cut off
   * @throws ZipException if it can't be unpacked, or its checksum is another
   */
  public static byte[] read(ZipFile zip, ZipEntry entry, long most) throws IOException {
    byte[] bytes;
    try (InputStream in = zip.getInputStream(entry)) {
      bytes = in.readNBytes((int) most + 1);
    }
    if (bytes.length <= most) {
      CRC32 sum = new CRC32();
      sum.update(bytes);
      if (sum.getValue() != entry.getCrc()) {
        throw new ZipException("its checksum is not that of its content");
      }
    }
    return bytes;
  }
}
