package recipe4j.keras;

import java.util.Optional;

/** Where the arrays of a model stand in an HDF5 file. */
sealed interface WeightSource permits VarsSource, LegacySource {
  /**
   * Where the values of a parameter are, in Keras's order.
   *
   * @throws KerasFormatException if the file has no place for them
   */
  String path(Parameter parameter) throws KerasFormatException;

  /**
   * The values of a parameter, in Keras's order.
   *
   * @throws KerasFormatException if they are missing or of another shape
   */
  float[] read(Parameter parameter) throws KerasFormatException;

  /**
   * What the optimizer remembers.
   *
   * @return empty where the file holds nothing of it
   * @throws KerasFormatException if the file is damaged
   */
  Optional<OptimizerState> optimizer() throws KerasFormatException;
}
