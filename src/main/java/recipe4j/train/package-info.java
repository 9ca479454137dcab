/**
 * Keras's {@code fit} and {@code evaluate} for DL4J networks, and the history of a training. Open
 * {@link recipe4j.train.Training} first: its {@code fit} runs the {@code TrainingLoop}.
 *
 * <p>Every listener is a DL4J {@code TrainingListener}; one that needs the calls of a Keras
 * callback extends {@link recipe4j.train.EpochListener}, which documents their order. Two are
 * always there: the {@code HistoryListener}, which sums up the metrics and calls the others, and,
 * unless verbose is 0, Keras's progress bar. The others are in {@code recipe4j.listener}.
 */
@NullMarked
package recipe4j.train;

import org.jspecify.annotations.NullMarked;
