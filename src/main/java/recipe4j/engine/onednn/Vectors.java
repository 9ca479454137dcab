package recipe4j.engine.onednn;

import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * DL4J's own vectors of a network, on which plans work where they are: they are large, and DL4J's
 * for as long as the network lives. Whoever keeps one of their addresses keeps this object, so that
 * the memory can't be freed meanwhile.
 *
 * @param parameters of all layers, floats one after the other
 * @param gradients in the same layout; null as long as nothing was trained
 */
public record Vectors(INDArray parameters, INDArray gradients) {
  public long parameterAddress() {
    return FloatArrays.address(parameters);
  }

  /** 0 if there are none. */
  public long gradientAddress() {
    return gradients == null ? 0 : FloatArrays.address(gradients);
  }

  /** Whether what works on these vectors works on others, too. */
  public boolean serve(Vectors others) {
    return same(parameters, others.parameters)
        && (others.gradients == null || same(gradients, others.gradients));
  }

  private static boolean same(INDArray known, INDArray other) {
    return known != null
        && !known.wasClosed()
        && (known == other || FloatArrays.address(known) == FloatArrays.address(other));
  }

  /**
   * Says whether an array may be freed by {@link INDArray#close}, through whatever array of ND4J
   * looks at its memory: two networks may share it, and the one doesn't know that the other is
   * closed.
   *
   * @param vector null for none
   * @param pinned whether it must not
   */
  public static void pin(INDArray vector, boolean pinned) {
    for (DataBuffer data = vector == null ? null : vector.data(); data != null; ) {
      data.setConstant(pinned); // ND4J looks at it only before it frees
      data = data.originalDataBuffer() == data ? null : data.originalDataBuffer();
    }
  }
}
