package recipe4j.engine;

/** Says in one line which layer the accelerated engine doesn't know, and why. */
final class UnsupportedLayerException extends Exception {
  private static final long serialVersionUID = 1L;

  UnsupportedLayerException(String reason) {
    super(reason);
  }

  static UnsupportedLayerException of(int index, String layer, String reason) {
    return new UnsupportedLayerException("layer %d (%s): %s".formatted(index, layer, reason));
  }
}
