package recipe4j.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import recipe4j.io.RegularFile;
import recipe4j.io.Sha256;
import recipe4j.io.UntrustedText;

/**
 * A zip of named bytes with a SHA-256 over all of them as its last entry. Nothing in it is
 * compressed, so that nothing can grow when it is read.
 *
 * @param entries name to content, without the checksum
 * @param digest the checksum, in hexadecimal
 */
record BackupFile(Map<String, byte[]> entries, String digest) {
  private static final String CHECKSUM = "sha256.txt";
  private static final int MAX_ENTRIES = 1000;

  /** Largest file that is read: far more than any network needs that fits into a JVM's arrays. */
  private static final long MAX_BYTES = 1L << 32;

  /** Keeps a copy of the map. */
  BackupFile {
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  /** Fills a file and flushes it to the disk; returns the checksum. */
  static String write(Path file, Map<String, byte[]> entries) throws IOException {
    String digest = digest(entries);
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        put(zip, entry.getKey(), entry.getValue());
      }
      put(zip, CHECKSUM, digest.getBytes(UTF_8));
      zip.finish();
      out.flush();
      channel.force(true);
    }
    return digest;
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCompressedSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setTime(0); // equal states make equal files
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  /** Reads a file that may be damaged or foreign; whole, or not at all. */
  static BackupFile read(Path file) throws IOException {
    requireFile(file);
    long bytes = Files.size(file);
    if (bytes > MAX_BYTES) {
      throw new IOException("it must have at most %s bytes, found %s".formatted(MAX_BYTES, bytes));
    }
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipFile zip = RegularFile.zip(file)) {
      if (zip.size() > MAX_ENTRIES) {
        throw new IOException(
            "it must have at most %s entries, found %s".formatted(MAX_ENTRIES, zip.size()));
      }
      long left = bytes;
      for (ZipEntry entry : Collections.list(zip.entries())) {
        byte[] content = content(zip, entry, left);
        left -= content.length;
        if (entries.put(entry.getName(), content) != null) {
          throw new IOException(
              "the entry %s is there twice".formatted(UntrustedText.brief(entry.getName())));
        }
      }
    } catch (EOFException e) { // an entry that is said to lie behind the end
      throw new IOException("it is cut off or damaged", e);
    } catch (IllegalArgumentException e) { // a name that is no text
      throw new IOException("it is no zip file", e);
    }
    byte[] noted = entries.remove(CHECKSUM);
    String digest = digest(entries);
    if (noted == null || !digest.equals(new String(noted, UTF_8))) {
      throw new IOException("its checksum is wrong or missing");
    }
    return new BackupFile(entries, digest);
  }

  private static void requireFile(Path file) throws IOException {
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new NoSuchFileException("it is missing");
    }
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          Files.isDirectory(file)
              ? "a file must be there, found a folder"
              : "a regular file must be there, found something else");
    }
  }

  private static byte[] content(ZipFile zip, ZipEntry entry, long left) throws IOException {
    if (entry.getMethod() != ZipEntry.STORED
        || entry.getSize() != entry.getCompressedSize()
        || entry.getSize() < 0
        || entry.getSize() > left) {
      throw new IOException(
          "the entry %s must be stored uncompressed and no larger than the file"
              .formatted(UntrustedText.brief(entry.getName())));
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] content = in.readNBytes((int) Math.min(entry.getSize(), Integer.MAX_VALUE - 8));
      if (content.length != entry.getSize()) {
        throw new IOException(
            "the entry %s is cut off".formatted(UntrustedText.brief(entry.getName())));
      }
      return content;
    }
  }

  /** The checksum over names, lengths and contents, so that no two backups look alike. */
  private static String digest(Map<String, byte[]> entries) {
    MessageDigest sha256 = Sha256.digest();
    entries.forEach(
        (name, content) -> {
          sha256.update((name + "\n" + content.length + "\n").getBytes(UTF_8));
          sha256.update(content);
        });
    return Sha256.hex(sha256);
  }
}
