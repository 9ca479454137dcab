/** Fits calibrators on held-out logits, and scores how well probabilities are calibrated. */
@NullMarked
package recipe4j.uncertainty.calibration;

import org.jspecify.annotations.NullMarked;
