package recipe4j.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import recipe4j.SmallDisk;

/** A disk that is filled up, but for less than a backup needs, at any moment. */
final class FullDisk implements Fault {
  private static final int MOST_LEFT_KILOBYTES = 1000;

  private final SmallDisk disk;

  FullDisk(SmallDisk disk) {
    this.disk = disk;
  }

  @Override
  public String name() {
    return "full disk";
  }

  @Override
  public int exitCode() {
    return 1;
  }

  @Override
  public boolean strike(TrainingProcess process, Path run, long duration, Random random)
      throws IOException, InterruptedException {
    boolean alive = Fault.sleep(process, (long) (random.nextDouble() * duration));
    disk.fillLeaving(random.nextInt(MOST_LEFT_KILOBYTES));
    return alive;
  }

  @Override
  public void check(String output, Path run) throws IOException {
    List<String> told = output.lines().filter(line -> line.startsWith("recipe4j: ")).toList();
    if (told.size() != 1 || !told.get(0).matches(".*the disk is full.* free\\).*")) {
      throw new IOException("a full disk must be told in one line, found: " + output);
    }
    if (output.contains("\tat ")) {
      throw new IOException("a full disk must leave no stack trace, found: " + output);
    }
    try (Stream<Path> files = Files.walk(run)) {
      List<Path> left = files.filter(file -> file.toString().endsWith(".tmp")).toList();
      if (!left.isEmpty()) {
        throw new IOException("a full disk must leave no temporary file, found " + left);
      }
    }
  }

  @Override
  public void mend() throws IOException {
    disk.makeRoom();
  }
}
