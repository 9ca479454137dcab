/**
 * Scores that tell how well probabilities are calibrated, with bootstrap intervals, and calibrators
 * that are fitted on held-out logits. Open {@link
 * recipe4j.uncertainty.calibration.TemperatureScaling} first: it fits the one temperature that a
 * model stores.
 */
@NullMarked
package recipe4j.uncertainty.calibration;

import org.jspecify.annotations.NullMarked;
