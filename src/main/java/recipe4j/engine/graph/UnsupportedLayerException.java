package recipe4j.engine.graph;

import java.util.Locale;

/** Says in one line which layer the accelerated engine doesn't know, and why. */
public final class UnsupportedLayerException extends Exception {
  private static final long serialVersionUID = 1L;

  UnsupportedLayerException(String reason) {
    super(reason);
  }

  static UnsupportedLayerException of(int index, String layer, String reason) {
    return new UnsupportedLayerException(
        String.format(Locale.ROOT, "layer %d (%s): %s", index, layer, reason));
  }
}
