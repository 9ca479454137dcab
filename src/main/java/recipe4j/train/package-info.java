/**
 * {@code fit} with Keras's meaning, and its history.
 *
 * <p>Start with {@link recipe4j.train.Training}. Every listener is a DL4J {@code TrainingListener};
 * those that want what Keras tells a callback extend {@link recipe4j.train.EpochListener}, which
 * has the order of the calls. Two are always there: the {@code HistoryListener}, which adds up the
 * figures and tells the others, and, unless verbose is 0, Keras's progress bar. {@code
 * recipe4j.listener} has the others.
 */
package recipe4j.train;
