package recipe4j.engine;

/** What computes a network's training steps and predictions. */
public enum EngineKind {
  /** {@link #ONEDNN} where the network and the platform allow it, else {@link #DL4J}. */
  AUTO,
  /** The compiled plan of oneDNN primitives; refused where it can't be used. */
  ONEDNN,
  /** DL4J's own layers, with its oneDNN helpers where its binary has them. */
  DL4J
}
