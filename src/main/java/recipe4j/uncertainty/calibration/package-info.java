/** Fits calibrators on held-out logits, and scores how well probabilities are calibrated. */
package recipe4j.uncertainty.calibration;
