package recipe4j.keras;

import java.util.Optional;
import recipe4j.keras.config.InitialWeights;
import recipe4j.keras.config.KerasParameter;

/**
 * The arrays of a model: in an HDF5 file, in one of Keras's two layouts, or drawn by initializers.
 */
sealed interface WeightSource permits Keras3Weights, LegacyWeights, WeightSource.Fresh {
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

  /** Weights before any training. */
  record Fresh(InitialWeights initial) implements WeightSource {
    @Override
    public String path(KerasParameter parameter) {
      return parameter.kerasName();
    }

    @Override
    public float[] read(KerasParameter parameter) throws KerasFormatException {
      return initial.draw(parameter);
    }

    @Override
    public Optional<OptimizerState> optimizer() {
      return Optional.empty();
    }
  }
}
