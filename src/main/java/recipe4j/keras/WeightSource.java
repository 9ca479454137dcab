package recipe4j.keras;

import java.util.List;
import java.util.Optional;

/** Where the arrays of a model stand in an HDF5 file. */
sealed interface WeightSource permits VarsSource, LegacySource {
  /**
   * The values of a parameter, in Keras's order.
   *
   * @throws KerasFormatException if they are missing or of another shape
   */
  float[] read(Parameter parameter) throws KerasFormatException;

  /**
   * What the optimizer remembers, of files of Keras 3: Keras 2 had another order in each version.
   *
   * @return empty where the file holds nothing of it that is known
   * @throws KerasFormatException if the file is damaged
   */
  Optional<Slots> slots() throws KerasFormatException;

  /**
   * The optimizer's own arrays.
   *
   * @param iterations steps done
   * @param source reads from the file
   * @param paths one for each array after the iteration and the learning rate
   */
  record Slots(long iterations, Hdf5Reader source, List<String> paths) {}
}
