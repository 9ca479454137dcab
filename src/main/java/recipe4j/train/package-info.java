/**
 * {@code fit} with Keras's meaning, and the listeners that watch it.
 *
 * <p>Start with {@link recipe4j.train.Training}. Every listener is a DL4J {@code TrainingListener};
 * those that want the figures of a whole epoch extend {@link recipe4j.train.EpochListener}, and are
 * told by the {@link recipe4j.train.HistoryListener} of the same network:
 *
 * <ul>
 *   <li>{@link recipe4j.train.ProgressListener}: Keras's progress bar (always on, unless verbose 0)
 *   <li>{@link recipe4j.train.PeriodicLossListener}: the recipe's callback, a loss every ten epochs
 *   <li>{@link recipe4j.train.LearningRateListener}: says when the learning rate changes
 *   <li>{@link recipe4j.train.LossCurvePlotListener}: a PNG of the loss curve, redrawn every epoch
 *   <li>{@link recipe4j.train.CsvListener}: a line of CSV per epoch
 *   <li>{@link recipe4j.train.TerminateOnNanListener}: stops at a loss that is no number
 * </ul>
 *
 * <p>Order of the calls: {@code onTrainingStart}; for each epoch DL4J's {@code onEpochStart}, for
 * each batch {@code onForwardPass}, {@code onBackwardPass}, {@code iterationDone}, then {@code
 * onEpochEnd}, within which {@code onEpochLogs} follows the validation; at last {@code
 * onTrainingEnd}.
 */
package recipe4j.train;
