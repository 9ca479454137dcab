package recipe4j.engine;

/** What computes a network's training steps and predictions. */
public enum EngineKind {
  /** {@link #ONEDNN} where the network and the platform allow it, else {@link #DL4J}. */
  AUTO,
  /** The compiled plan of oneDNN primitives; an error where it can't be used. */
  ONEDNN,
  /** DL4J's own layers, with its oneDNN helper where its binary has one. */
  DL4J
}
