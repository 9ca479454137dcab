package recipe4j.listener;

/** Whether less or more is better: Keras's {@code mode}. */
public enum MonitorMode {
  /** Told by the name: a loss should fall, an accuracy rise. */
  AUTO,
  /** Less is better. */
  MIN,
  /** More is better. */
  MAX
}
