package recipe4j.keras;

import java.util.Optional;
import recipe4j.keras.config.KerasParameter;

/** Finds the arrays of a model in an HDF5 file, in one of Keras's two layouts. */
sealed interface WeightSource permits Keras3Weights, LegacyWeights {
  /**
   * Where the values of a parameter are, in Keras's order.
   *
   * @throws KerasFormatException if the file has no place for them
   */
  String path(KerasParameter parameter) throws KerasFormatException;

  /**
   * The values of a parameter, in Keras's order.
   *
   * @throws KerasFormatException if they are missing or of another shape
   */
  float[] read(KerasParameter parameter) throws KerasFormatException;

  /**
   * {@return the state of the optimizer; empty where the file holds nothing of it}
   *
   * @throws KerasFormatException if the file is damaged
   */
  Optional<OptimizerState> optimizer() throws KerasFormatException;
}
