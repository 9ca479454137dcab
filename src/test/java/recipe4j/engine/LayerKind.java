package recipe4j.engine;

/** The kinds of layers that the engine knows, by where they may stand in a network. */
enum LayerKind {
  CONVOLUTION,
  /** With enough channels for Winograd's transform and blocked layouts. */
  WIDE_CONVOLUTION,
  MAX_POOLING,
  AVERAGE_POOLING,
  DENSE,
  BATCH_NORM,
  ACTIVATION,
  SOFTMAX,
  DROPOUT,
  /** The network ends here; so a second one takes the place of a layer that is not there. */
  OUTPUT;

  /** Whether it takes images, [channels, height, width]. */
  boolean needsImages() {
    return this == CONVOLUTION
        || this == WIDE_CONVOLUTION
        || this == MAX_POOLING
        || this == AVERAGE_POOLING;
  }

  /** Whether it takes flat features only. */
  boolean needsFeatures() {
    return this == SOFTMAX;
  }
}
