package recipe4j.engine;

/** What computes a network's training steps and predictions. */
public enum EngineKind {
  /** The first of the others that the network and the platform allow. */
  AUTO,
  /**
   * The compiled plan with kernels in C, and oneDNN's where there are; refused where it can't be.
   */
  NATIVE,
  /** The compiled plan of oneDNN's kernels alone; refused where it can't be used. */
  ONEDNN,
  /** DL4J's own layers, with its oneDNN helpers where its binary has them. */
  DL4J
}
