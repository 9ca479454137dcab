/**
 * Regression tests on loss curves: whether a network still learns as it did before, and as in
 * Keras. Open {@link recipe4j.regression.LossCurve} first.
 *
 * <p>A {@link recipe4j.regression.LossCurve} comes from a {@code History}, a CSV or a Keras history
 * as JSON. Several of them make a {@link recipe4j.regression.LossCurveBand}, and {@link
 * recipe4j.regression.LossCurveAssertions} compare a curve with it. Whether two sides agree in
 * distribution is asked by {@link recipe4j.regression.CurveEquivalence}, within {@link
 * recipe4j.regression.EquivalenceMargins} that were fixed before.
 *
 * <p>Epochs are counted from 0, as in Keras's files.
 */
@NullMarked
package recipe4j.regression;

import org.jspecify.annotations.NullMarked;
