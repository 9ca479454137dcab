package recipe4j.datasets;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;
import recipe4j.data.InvalidDataException;
import recipe4j.datasets.download.Deadline;
import recipe4j.datasets.download.DownloadException;
import recipe4j.datasets.download.FolderQueue;
import recipe4j.datasets.download.MirrorDownload;
import recipe4j.datasets.download.VerifiedCopy;
import recipe4j.datasets.idx.IdxPart;
import recipe4j.io.AtomicFile;
import recipe4j.io.Folders;
import recipe4j.io.RegularFile;
import recipe4j.io.Sha256;

/** recipe4j's own folder with MNIST's four raw files, as DL4J reads them. */
final class MnistCache {
  /** What to do if MNIST is not there. */
  static final String REMEDY =
      "to have it, run `recipe4j data --download`, or put its four files in a folder and give it as --data";

  private final DataOptions options;
  private final Map<IdxPart, String> checksums;
  private final MirrorDownload.Pace pace;

  MnistCache(DataOptions options, Map<IdxPart, String> checksums, MirrorDownload.Pace pace) {
    this.options = options;
    this.checksums = checksums;
    this.pace = pace;
  }

  /**
   * Downloads the parts that lack or are damaged.
   *
   * @return the folder, all parts verified
   * @throws DownloadException if a part can't be had or the folder can't be written
   */
  Path download() throws DownloadException {
    Path folder = options.cache;
    Deadline deadline = Deadline.in(options.timeLimit);
    try {
      Folders.create(folder);
      FolderQueue.whileHeld(
          folder, deadline, options.progress::message, () -> downloadTo(folder, deadline));
    } catch (DownloadException e) {
      throw new DownloadException("%s; %s".formatted(e.getMessage(), REMEDY), e);
    } catch (IOException e) {
      throw new DownloadException(
          "%s: the cache folder must be writable, found %s; mend that, or put the four files in a folder and give it as --data"
              .formatted(folder, describe(e)),
          e);
    }
    return folder;
  }

  /**
   * Unpacks and verifies files that DL4J can't read as they are.
   *
   * @param given whether the user named them: then a cache that can't be written is no obstacle
   * @return the folder; empty if they must be read without one
   * @throws InvalidDataException if the content is damaged or another dataset's
   */
  Optional<Path> unpack(MnistSource source, boolean given) throws IOException {
    Path folder = options.cache;
    try {
      Folders.create(folder);
      FolderQueue.whileHeld(
          folder,
          Deadline.in(options.timeLimit),
          options.progress::message,
          () -> unpackTo(folder, source));
      return Optional.of(folder);
    } catch (InvalidDataException | DownloadException e) {
      throw e;
    } catch (IOException e) {
      if (!given) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private void downloadTo(Path folder, Deadline deadline) throws IOException {
    AtomicFile.removeLeftovers(folder);
    MirrorDownload mirrors = new MirrorDownload(options.mirrors, options.progress, deadline, pace);
    for (IdxPart part : IdxPart.values()) {
      Path target = folder.resolve(part.fileName());
      if (!isRight(target, part)) {
        checkOwn(target);
        mirrors.fetch(part.packedName(), target, part.of(checksums));
      }
    }
  }

  private void unpackTo(Path folder, MnistSource source) throws IOException {
    AtomicFile.removeLeftovers(folder);
    for (IdxPart part : IdxPart.values()) {
      Path target = folder.resolve(part.fileName());
      String sha256 = part.of(checksums);
      if (isRight(target, part)) {
        source.verify(part, sha256); // unpacked before; is what the user gave still right?
        continue;
      }
      checkOwn(target);
      try (InputStream in = source.open(part)) {
        VerifiedCopy.write(in, target, sha256, source.fileOf(part).toString(), source.remedy());
      } catch (EOFException | ZipException e) {
        throw source.damaged(part, e);
      }
    }
  }

  /**
   * Refuses to replace the user's own files: those of Fashion-MNIST, for one, have the same names.
   */
  private void checkOwn(Path file) throws DownloadException {
    if (options.cacheGiven && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new DownloadException(
          "%s holds another file than MNIST's and is not replaced; move it away, or give another folder as --cache"
              .formatted(file));
    }
  }

  private boolean isRight(Path file, IdxPart part) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = RegularFile.open(file)) {
      return Sha256.of(in).equals(part.of(checksums));
    }
  }

  private static String describe(IOException e) {
    // The JDK's message is then the bare path.
    return e instanceof AccessDeniedException
        ? "%s: permission denied".formatted(e.getMessage())
        : String.valueOf(e.getMessage());
  }
}
