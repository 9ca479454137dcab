package recipe4j.train;

/**
 * A listener with a state, which is part of a training's backups, so that after an interruption it
 * decides as if there had been none. To be implemented by an {@link EpochListener}, or any other
 * listener of a {@link Training} or its network.
 *
 * <p>Order of the calls when a training is resumed: {@link EpochListener#onTrainingStart}, then
 * {@link #restore}, then the first batch. {@link TrainingRun#resumed} tells a resumed training from
 * a new one.
 */
public interface StatefulListener {
  /** {@return the state between two batches: plain values and arrays that are not changed later} */
  ListenerState state();

  /**
   * Restores the state.
   *
   * @param state what {@link #state} gave; it may come from a damaged or foreign file
   * @param run the training that is resumed
   * @throws IllegalArgumentException if the state is none of this listener, or does not fit the
   *     network
   */
  void restore(ListenerState state, TrainingRun run);
}
