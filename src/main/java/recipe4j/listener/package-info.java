/**
 * Listeners for {@link recipe4j.train.Training}, each the equal of one of Keras's callbacks. Open
 * {@link recipe4j.listener.CsvListener} first for an example of one.
 *
 * <ul>
 *   <li>to see: {@link recipe4j.listener.PeriodicLossListener} (the recipe's callback), {@link
 *       recipe4j.listener.LearningRateListener}, {@link recipe4j.listener.LossCurvePlotListener}
 *   <li>to write down: {@link recipe4j.listener.CsvListener}, {@link
 *       recipe4j.listener.TensorBoardListener}, {@link recipe4j.listener.ModelCheckpointListener}
 *   <li>to stop: {@link recipe4j.listener.EarlyStoppingListener}, {@link
 *       recipe4j.listener.TerminateOnNanListener}
 *   <li>to steer: {@link recipe4j.listener.LearningRateSchedulerListener}, {@link
 *       recipe4j.listener.ReduceLrOnPlateauListener}
 *   <li>your own: {@link recipe4j.listener.LambdaListener}, or extend {@link
 *       recipe4j.train.EpochListener}
 * </ul>
 *
 * <p>Start with a checkpoint that saves only the best, early stopping and the stop at NaN. They are
 * called in the order in which they are given; those that stop or steer should come first, so that
 * the others know.
 */
@NullMarked
package recipe4j.listener;

import org.jspecify.annotations.NullMarked;
