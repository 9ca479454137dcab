package recipe4j.faults;

import java.nio.file.Path;
import java.util.Random;

/** SIGTERM, at any moment. */
final class Terminate implements Fault {
  @Override
  public String name() {
    return "SIGTERM";
  }

  @Override
  public int exitCode() {
    return 128 + 15;
  }

  @Override
  public boolean strike(TrainingProcess process, Path run, long duration, Random random)
      throws InterruptedException {
    boolean alive = Fault.sleep(process, (long) (random.nextDouble() * duration));
    process.terminate();
    return alive;
  }
}
