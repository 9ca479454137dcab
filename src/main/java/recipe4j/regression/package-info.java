/**
 * Loss curves as a test: what a network learned yesterday, it learns today; what Keras learns,
 * recipe4j learns.
 *
 * <p>A {@link recipe4j.regression.LossCurve} comes from a {@code History}, a CSV or a Keras history
 * as JSON. Several of them make a {@link recipe4j.regression.LossCurveBand}, and {@link
 * recipe4j.regression.LossCurveAssertions} hold a curve against it. Whether two sides agree in
 * distribution is asked by {@link recipe4j.regression.CurveEquivalence}, within {@link
 * recipe4j.regression.EquivalenceMargins} that were fixed before.
 *
 * <p>Epochs are counted from 0, as in Keras's files.
 */
@NullMarked
package recipe4j.regression;

import org.jspecify.annotations.NullMarked;
