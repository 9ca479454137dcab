package recipe4j.datasets.download;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import recipe4j.data.InvalidDataException;
import recipe4j.io.Gzip;

/**
 * Downloads gzipped files, each from the first mirror that serves it well. What has arrived of a
 * file stays beside it as {@code .part} and is resumed, in this run or the next.
 *
 * <p>A mirror that can't be reached, or lacks the file, is given up for the next at once; a
 * transfer that breaks off is tried again after a pause that doubles.
 */
public final class MirrorDownload {
  /** MNIST's largest file has 10 MB: whatever is larger is something else. */
  private static final long MOST_BYTES = 1L << 26;

  /**
   * Timeouts and retries of a download.
   *
   * @param connect for a connection
   * @param read for the next bytes
   * @param backOff before the second try; doubled for each further one
   * @param tries per mirror
   */
  public record Pace(Duration connect, Duration read, Duration backOff, int tries) {
    /** A machine without a network gives up within seconds. */
    public static final Pace USUAL =
        new Pace(Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofMillis(500), 3);
  }

  private final List<URI> mirrors;
  private final DownloadProgress progress;
  private final Deadline deadline;
  private final Pace pace;

  /**
   * Prepares a download; nothing is asked for yet.
   *
   * @param mirrors base addresses, the first one tried first
   * @param progress is told of bytes and of failures
   * @param deadline for all files together
   * @param pace timeouts and retries
   */
  public MirrorDownload(
      List<URI> mirrors, DownloadProgress progress, Deadline deadline, Pace pace) {
    this.mirrors = new ArrayList<>(mirrors);
    this.progress = progress;
    this.deadline = deadline;
    this.pace = pace;
  }

  /**
   * Downloads, unpacks and checks one file.
   *
   * @param name name of the packed file at the mirrors
   * @param target where the unpacked file goes
   * @param sha256 of the unpacked file
   * @throws DownloadException if no mirror serves it
   */
  public void fetch(String name, Path target, String sha256) throws IOException {
    Path part = target.resolveSibling(name + ".part");
    List<String> failures = new ArrayList<>();
    for (URI mirror : List.copyOf(mirrors)) {
      try {
        fetch(mirror.resolve(name), part, target, sha256);
        failures.forEach(progress::message);
        return;
      } catch (UnusableMirrorException e) {
        failures.add(e.getMessage());
        mirrors.remove(mirror); // last in line for the files to come
        mirrors.add(mirror);
      }
    }
    throw new DownloadException(
        "%s could not be downloaded (%s)".formatted(name, String.join("; ", failures)));
  }

  private void fetch(URI address, Path part, Path target, String sha256) throws IOException {
    for (int attempt = 1; ; attempt++) {
      boolean resumed = Files.exists(part) && Files.size(part) > 0;
      String failure;
      try {
        transfer(address, part);
        unpack(address, part, target, sha256);
        return;
      } catch (InvalidDataException e) {
        if (!resumed) {
          throw new UnusableMirrorException(String.valueOf(e.getMessage()));
        }
        Files.deleteIfExists(part); // it belonged to another file: download it from the start
        failure = String.valueOf(e.getMessage());
      } catch (UnusableMirrorException e) {
        throw e;
      } catch (IOException e) {
        failure = "%s: %s".formatted(address, e.getMessage());
      }
      checkTime(failure);
      if (attempt >= pace.tries()) {
        throw new UnusableMirrorException(failure);
      }
      progress.message(failure + "; trying again");
      deadline.sleep(pace.backOff().toMillis() << (attempt - 1));
    }
  }

  private void checkTime(String last) throws DownloadException {
    if (deadline.isOver()) {
      throw new DownloadException(
          "time limit of %s is over, last: %s".formatted(deadline.limit(), last));
    }
  }

  private void transfer(URI address, Path part) throws IOException {
    long have = Files.exists(part) ? Files.size(part) : 0;
    HttpURLConnection connection =
        HttpConnection.open(address, have, pace, Math.max(1, deadline.millisLeft()));
    try {
      boolean resumed = connection.getResponseCode() == HttpURLConnection.HTTP_PARTIAL;
      if (!resumed) {
        have = 0;
      }
      long coming = connection.getContentLengthLong();
      long total = coming < 0 ? -1 : have + coming;
      try (InputStream in = connection.getInputStream();
          OutputStream out =
              Files.newOutputStream(
                  part,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE,
                  resumed ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING)) {
        copy(address, in, out, part, have, total);
      }
    } finally {
      connection.disconnect();
    }
  }

  private void copy(URI address, InputStream in, OutputStream out, Path part, long have, long total)
      throws IOException {
    String name = part.getFileName().toString().replaceFirst("\\.part$", "");
    long done = have;
    progress.bytes(name, done, total);
    byte[] buffer = new byte[1 << 16];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      out.write(buffer, 0, n);
      done += n;
      progress.bytes(name, done, total);
      checkTime("%s: %s of %s bytes".formatted(address, done, total));
      if (done > MOST_BYTES) {
        throw new UnusableMirrorException(
            "%s: a file must have at most %s bytes, found more".formatted(address, MOST_BYTES));
      }
    }
    if (total >= 0 && done < total) {
      throw new IOException("the transfer ended after %s of %s bytes".formatted(done, total));
    }
  }

  /** Unpacks and checks the part, and deletes it in any case. */
  private static void unpack(URI address, Path part, Path target, String sha256)
      throws IOException {
    try (InputStream in = Gzip.openUnpacked(part)) {
      VerifiedCopy.write(in, target, sha256, address.toString(), "another mirror is needed");
    } catch (ZipException | EOFException e) {
      throw new InvalidDataException(
          "%s: the file must unpack, found it damaged (%s); another mirror is needed"
              .formatted(address, e.getMessage()),
          e);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
