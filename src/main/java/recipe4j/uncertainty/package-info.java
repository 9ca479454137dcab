/**
 * Softmax at a temperature, and measures of how uncertain a prediction is. All of it takes plain
 * arrays, whatever network they come from.
 *
 * <p>Open {@link recipe4j.uncertainty.Logits} first, the outputs of the last layer before its
 * softmax, and {@link recipe4j.uncertainty.Logits#atTemperature}, which turns them into {@link
 * recipe4j.uncertainty.Probabilities}. The two are different types, so that one is never taken for
 * the other. {@link recipe4j.uncertainty.TemperatureTable} compares temperatures, {@link
 * recipe4j.uncertainty.TemperatureSampler} draws classes.
 *
 * <p>How well probabilities are calibrated is measured by {@link
 * recipe4j.uncertainty.calibration.NegativeLogLikelihood}, {@link
 * recipe4j.uncertainty.calibration.BrierScore} and {@link
 * recipe4j.uncertainty.calibration.CalibrationError}, with intervals by {@link
 * recipe4j.uncertainty.calibration.Bootstrap}; {@link
 * recipe4j.uncertainty.calibration.TemperatureScaling} mends it:
 *
 * <pre>{@code
 * TemperatureScaling scaling = TemperatureScaling.fit(validationLogits, validationLabels);
 * Probabilities calibrated = scaling.apply(testLogits);
 * CalibrationError error = CalibrationError.of(calibrated, testLabels);
 * }</pre>
 *
 * <p>{@link recipe4j.uncertainty.calibration.VectorScaling} and {@link
 * recipe4j.uncertainty.calibration.IsotonicCalibration} are there to compare it with. {@link
 * recipe4j.uncertainty.UncertaintyScore} puts uncertainty to use: {@link
 * recipe4j.uncertainty.RiskCoverageCurve} gives the error rate when the least certain are left out,
 * {@link recipe4j.uncertainty.Auroc} how well out-of-distribution inputs are detected. {@link
 * recipe4j.uncertainty.PredictionEnsemble} takes several predictions together.
 */
@NullMarked
package recipe4j.uncertainty;

import org.jspecify.annotations.NullMarked;
