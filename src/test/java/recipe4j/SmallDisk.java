package recipe4j;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A disk of a few megabytes, in memory, which a test can fill up or make read-only. Linux, root.
 */
public final class SmallDisk implements AutoCloseable {
  private static final int BLOCK = 4096;

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /**
   * Mounts a disk.
   *
   * @param folder where; made if it is missing
   * @param kilobytes its size
   * @return the disk, or empty if this user may not mount one
   */
  public static Optional<SmallDisk> mount(Path folder, int kilobytes)
      throws IOException, InterruptedException {
    return mount(folder, kilobytes, 0);
  }

  /**
   * Mounts a disk that holds few files.
   *
   * @param files how many, folders included; 0 for any number
   */
  public static Optional<SmallDisk> mount(Path folder, int kilobytes, int files)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    String size = "size=%dk,nr_inodes=%d".formatted(kilobytes, files);
    return succeeds("mount", "-t", "tmpfs", "-o", size, "recipe4j-test", folder.toString())
        ? Optional.of(new SmallDisk(folder))
        : Optional.empty();
  }

  /** Where it is mounted. */
  public Path folder() {
    return folder;
  }

  /** Fills it, but for some room. */
  public void fillLeaving(int kilobytes) throws IOException {
    makeRoom();
    long blocks = folder.toFile().getUsableSpace() / BLOCK - kilobytes * 1024L / BLOCK;
    try (OutputStream out = Files.newOutputStream(filler())) {
      for (long i = 0; i < blocks; i++) {
        out.write(new byte[BLOCK]);
      }
    } catch (IOException e) { // somebody else was writing: full is full
    }
  }

  /** Takes away what filled it. */
  public void makeRoom() throws IOException {
    Files.deleteIfExists(filler());
  }

  /** Lets nobody write, not even root; or lets them again. */
  public void readOnly(boolean value) throws IOException, InterruptedException {
    if (!succeeds("mount", "-o", "remount," + (value ? "ro" : "rw"), folder.toString())) {
      throw new IOException("cannot remount " + folder);
    }
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  @Override
  public void close() throws IOException {
    try {
      succeeds("umount", "-l", folder.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean succeeds(String... command) throws IOException, InterruptedException {
    try {
      Process process =
          new ProcessBuilder(List.of(command))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) { // no such program
      return false;
    }
  }
}
