package recipe4j.listener;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import recipe4j.train.BatchLogs;
import recipe4j.train.EpochListener;
import recipe4j.train.EpochLogs;
import recipe4j.train.History;
import recipe4j.train.TrainingRun;

/**
 * A listener made of lambdas: Keras's LambdaCallback.
 *
 * <pre>{@code
 * LambdaListener listener = LambdaListener.builder()
 *     .onEpochEnd((logs, run) -> System.out.println(logs.epoch() + " " + logs.loss()))
 *     .build();
 * }</pre>
 *
 * <p>Fires: whatever was given, when {@link EpochListener} says; epochs and batches are 0-based.
 */
public final class LambdaListener extends EpochListener {
  private final Builder actions;

  private LambdaListener(Builder actions) {
    this.actions = new Builder(actions);
  }

  /** What is done when an epoch or a batch begins. */
  @FunctionalInterface
  public interface BeginAction {
    /**
     * Called once each time.
     *
     * @param index of the epoch, or of the batch within the epoch, 0-based
     * @param run the training
     */
    void begin(int index, TrainingRun run);
  }

  /** {@return a builder without actions} */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public void onTrainingStart(TrainingRun run) {
    actions.trainBegin.accept(run);
  }

  @Override
  public void onEpochStart(int epoch, TrainingRun run) {
    actions.epochBegin.begin(epoch, run);
  }

  @Override
  public void onBatchStart(int batch, TrainingRun run) {
    actions.batchBegin.begin(batch, run);
  }

  @Override
  public void onBatchLogs(BatchLogs logs, TrainingRun run) {
    actions.batchEnd.accept(logs, run);
  }

  @Override
  public void onEpochLogs(EpochLogs logs, TrainingRun run) {
    actions.epochEnd.accept(logs, run);
  }

  @Override
  public void onTrainingEnd(History history, TrainingRun run) {
    actions.trainEnd.accept(history, run);
  }

  /** The actions, with Keras's names; an action that is set twice replaces the one before. */
  public static final class Builder {
    private Consumer<TrainingRun> trainBegin = run -> {};
    private BeginAction epochBegin = (epoch, run) -> {};
    private BeginAction batchBegin = (batch, run) -> {};
    private BiConsumer<BatchLogs, TrainingRun> batchEnd = (logs, run) -> {};
    private BiConsumer<EpochLogs, TrainingRun> epochEnd = (logs, run) -> {};
    private BiConsumer<History, TrainingRun> trainEnd = (history, run) -> {};

    private Builder() {}

    private Builder(Builder other) {
      trainBegin = other.trainBegin;
      epochBegin = other.epochBegin;
      batchBegin = other.batchBegin;
      batchEnd = other.batchEnd;
      epochEnd = other.epochEnd;
      trainEnd = other.trainEnd;
    }

    /**
     * Before the first epoch.
     *
     * @param action gets the training
     * @return this
     */
    public Builder onTrainBegin(Consumer<TrainingRun> action) {
      trainBegin = action;
      return this;
    }

    /**
     * Before the first batch of an epoch.
     *
     * @param action gets the epoch, 0-based
     * @return this
     */
    public Builder onEpochBegin(BeginAction action) {
      epochBegin = action;
      return this;
    }

    /**
     * Before a batch.
     *
     * @param action gets the batch within the epoch, 0-based
     * @return this
     */
    public Builder onTrainBatchBegin(BeginAction action) {
      batchBegin = action;
      return this;
    }

    /**
     * After a batch and its update.
     *
     * @param action gets the metrics of the epoch so far
     * @return this
     */
    public Builder onTrainBatchEnd(BiConsumer<BatchLogs, TrainingRun> action) {
      batchEnd = action;
      return this;
    }

    /**
     * After an epoch and its validation.
     *
     * @param action gets the metrics of the epoch
     * @return this
     */
    public Builder onEpochEnd(BiConsumer<EpochLogs, TrainingRun> action) {
      epochEnd = action;
      return this;
    }

    /**
     * After the last epoch.
     *
     * @param action gets all epochs that ended
     * @return this
     */
    public Builder onTrainEnd(BiConsumer<History, TrainingRun> action) {
      trainEnd = action;
      return this;
    }

    /** {@return a listener with the actions that were given so far} */
    public LambdaListener build() {
      return new LambdaListener(this);
    }
  }
}
