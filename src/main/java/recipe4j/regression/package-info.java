/**
 * Loss curves as a test: what a network learned yesterday, it learns today; what Keras learns,
 * recipe4j learns.
 *
 * <p>A {@link recipe4j.regression.LossCurve} comes from a {@code History}, a CSV or a Keras history
 * as JSON. Several of them make a {@link recipe4j.regression.LossCurveBand}. How far two sides may
 * differ is said by {@link recipe4j.regression.EquivalenceMargins}, fixed from one side alone.
 *
 * <p>Epochs are counted from 0, as in Keras's files.
 */
package recipe4j.regression;
