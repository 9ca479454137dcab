package recipe4j.train;

/**
 * A listener that remembers: what it knows goes into the backups of a training, so that after an
 * interruption it decides as if there had been none. For an {@link EpochListener}, or any other
 * listener that a {@link Training} or its network has.
 *
 * <p>Order of the calls when a training goes on: {@link EpochListener#onTrainingStart}, then {@link
 * #restore}, then the first batch. {@link TrainingRun#resumed} tells it from a fresh start.
 */
public interface StatefulListener {
  /**
   * What the listener knows, between two batches.
   *
   * @return plain values and arrays; they are not changed later
   */
  ListenerState state();

  /**
   * Takes up what it knew.
   *
   * @param state what {@link #state} gave; it may come from a damaged or foreign file
   * @param run the training that goes on
   * @throws IllegalArgumentException if the state is none of this listener, or does not fit the
   *     network
   */
  void restore(ListenerState state, TrainingRun run);
}
