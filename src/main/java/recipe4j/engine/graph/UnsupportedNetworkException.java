package recipe4j.engine.graph;

import java.util.Locale;

/** Says in one line why the accelerated engine can't compute a network. */
public final class UnsupportedNetworkException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With a reason of one line. */
  public UnsupportedNetworkException(String reason) {
    super(reason);
  }

  static UnsupportedNetworkException ofLayer(int index, String layer, String reason) {
    return new UnsupportedNetworkException(
        String.format(Locale.ROOT, "layer %d (%s): %s", index, layer, reason));
  }
}
