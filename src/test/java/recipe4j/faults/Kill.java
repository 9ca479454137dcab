package recipe4j.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** SIGKILL: at any moment, or while a backup is being written. */
final class Kill implements Fault {
  /** Of three strikes, so many aim at a backup. */
  private static final int AIMED = 1;

  /** About as long as a backup takes. */
  private static final int BACKUP_MICROS = 12_000;

  @Override
  public String name() {
    return "kill -9";
  }

  @Override
  public int exitCode() {
    return 128 + 9;
  }

  @Override
  public boolean strike(TrainingProcess process, Path run, long duration, Random random)
      throws IOException, InterruptedException {
    boolean alive;
    if (random.nextInt(3) < AIMED) {
      int which = 1 + random.nextInt(8);
      long delay = random.nextInt(BACKUP_MICROS) * 1000L;
      try (BackupWatch watch = new BackupWatch(run.resolve("backup"))) {
        alive = watch.await(which, process);
      }
      LockSupport.parkNanos(delay);
    } else {
      alive = Fault.sleep(process, (long) (random.nextDouble() * duration));
    }
    process.kill();
    return alive;
  }
}
