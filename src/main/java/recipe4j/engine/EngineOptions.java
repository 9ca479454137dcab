package recipe4j.engine;

/**
 * How the accelerated engine uses the machine.
 *
 * @param threads how many threads compute a batch, the calling one included; at least 1
 */
public record EngineOptions(int threads) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if threads is below 1
   */
  public EngineOptions {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, found " + threads);
    }
  }

  /**
   * One thread for each processor that the process may use, container limits included.
   *
   * @return the default
   */
  public static EngineOptions defaults() {
    return new EngineOptions(Runtime.getRuntime().availableProcessors());
  }
}
