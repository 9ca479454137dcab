package recipe4j.uncertainty.calibration;

import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.Probabilities;

/**
 * Maps logits to calibrated probabilities, fitted on held-out samples: {@link TemperatureScaling},
 * which is the one to start with, {@link VectorScaling} and {@link IsotonicCalibration}, to compare
 * it with.
 */
public sealed interface Calibrator permits TemperatureScaling, VectorScaling, IsotonicCalibration {
  /**
   * Calibrated probabilities.
   *
   * @param logits of any samples, with as many classes as those that it was fitted on
   * @return one distribution per sample
   * @throws IllegalArgumentException if the number of classes differs
   */
  Probabilities apply(Logits logits);

  /** {@return the fit in a sentence, one line} */
  String summary();
}
