package recipe4j.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/** What befalls a training. */
interface Fault {
  /** In words, for the table. */
  String name();

  /** How the process ends of it. */
  int exitCode();

  /**
   * Waits for a random moment and strikes.
   *
   * @param duration of an uninterrupted training, in milliseconds
   * @return false if the process ended before
   */
  boolean strike(TrainingProcess process, Path run, long duration, Random random)
      throws IOException, InterruptedException;

  /** Looks at what the process printed and left, after a strike that ended it. */
  default void check(String output, Path run) throws IOException {}

  /** Makes the world whole again. */
  default void mend() throws IOException {}

  /** Sleeps, but not longer than the process lives. */
  static boolean sleep(TrainingProcess process, long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    while (process.isAlive() && System.nanoTime() < end) {
      Thread.sleep(Math.min(5, Math.max(1, (end - System.nanoTime()) / 1_000_000)));
    }
    return process.isAlive();
  }
}
