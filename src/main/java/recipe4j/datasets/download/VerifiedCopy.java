package recipe4j.datasets.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import recipe4j.data.InvalidDataException;
import recipe4j.io.AtomicFile;
import recipe4j.io.Sha256;

/** Writes a file whose SHA-256 sum is known: under its name it appears only whole and verified. */
public final class VerifiedCopy {
  /** MNIST's largest file has 47 MB unpacked: a small packed file must not fill the disk. */
  public static final long MOST_BYTES = 1L << 26;

  private VerifiedCopy() {}

  /**
   * Copies to a temporary file beside the target, checks the sum and renames.
   *
   * @param origin where the content comes from, for messages
   * @param remedy what to do if it is wrong
   * @throws InvalidDataException if the content has another checksum or more than {@link
   *     #MOST_BYTES}; then nothing is left behind
   */
  public static void write(
      InputStream content, Path target, String sha256, String origin, String remedy)
      throws IOException {
    AtomicFile.write(
        target,
        temporary -> {
          MessageDigest digest = Sha256.digest();
          try (OutputStream out =
              new DigestOutputStream(Files.newOutputStream(temporary), digest)) {
            copy(content, out, origin, remedy);
          }
          checkSum(origin, sha256, Sha256.hex(digest), remedy);
        });
  }

  /**
   * Refuses content with another SHA-256 sum than the expected one.
   *
   * @throws InvalidDataException that names the file, both sums and the remedy
   */
  public static void checkSum(String file, String expected, String found, String remedy)
      throws InvalidDataException {
    if (!found.equals(expected)) {
      throw new InvalidDataException(
          "%s: the unpacked content must have the SHA-256 sum %s, found %s; %s"
              .formatted(file, expected, found, remedy));
    }
  }

  private static void copy(InputStream content, OutputStream out, String origin, String remedy)
      throws IOException {
    byte[] buffer = new byte[1 << 16];
    long bytes = 0;
    for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
      bytes += n;
      if (bytes > MOST_BYTES) {
        throw new InvalidDataException(
            "%s: the unpacked content must have at most %s bytes, found more; %s"
                .formatted(origin, MOST_BYTES, remedy));
      }
      out.write(buffer, 0, n);
    }
  }
}
