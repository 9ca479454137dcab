package recipe4j.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * Records the logs of every epoch and calls the network's {@link EpochListener}s, without a second
 * forward pass over the training images.
 *
 * <p>Fires: at the start of every epoch and batch (calls them), after every batch (adds up loss and
 * accuracy before the update, calls them) and at the end of every epoch (validates, records, calls
 * them).
 */
final class HistoryListener extends BaseTrainingListener {
  private final TrainingRun run;
  private final @Nullable DataSetIterator validation;
  private final List<EpochLogs> epochs = new ArrayList<>();
  private TrainingState.Meter meter = TrainingState.Meter.EMPTY;
  private int correct;
  private int batch;
  private long started;
  private double secondsBefore;
  private boolean midway;

  /** Does not validate if the iterator is null. */
  HistoryListener(TrainingRun run, @Nullable DataSetIterator validation) {
    this.run = run;
    this.validation = validation;
  }

  /** Takes over the logs and sums of a training that was interrupted. */
  void resume(TrainingState state) {
    epochs.addAll(state.history());
    meter = state.meter();
    batch = state.batch();
    secondsBefore = state.meter().seconds();
    started = System.nanoTime();
    midway = batch > 0;
  }

  History history() {
    return new History(epochs);
  }

  /** Loss and accuracy of the running epoch so far. */
  TrainingState.Meter meter() {
    return meter;
  }

  /** Batches of the running epoch so far. */
  int batch() {
    return batch;
  }

  TrainingState.Meter sums() {
    return meter.after(seconds());
  }

  private double seconds() {
    return secondsBefore + (System.nanoTime() - started) / 1e9;
  }

  @Override
  public void onEpochStart(Model model) {
    started = System.nanoTime();
    if (midway) { // the listeners had this call before the interruption
      midway = false;
      return;
    }
    meter = TrainingState.Meter.EMPTY;
    batch = 0;
    secondsBefore = 0;
    int epoch = ((MultiLayerNetwork) model).getEpochCount();
    callListeners(model, listener -> listener.onEpochStart(epoch, run));
  }

  /** Called by {@link StoppableBatches}, as DL4J has no such event. */
  void onBatchStart() {
    callListeners(run.network(), listener -> listener.onBatchStart(batch, run));
  }

  @Override
  public void onBackwardPass(Model model) {
    correct = BatchAccuracy.correct((MultiLayerNetwork) model);
  }

  @Override
  public void iterationDone(Model model, int iteration, int epoch) {
    meter = meter.plus(model.score(), correct, model.batchSize());
    BatchLogs logs = new BatchLogs(epoch, batch++, meter.loss(), meter.accuracy());
    callListeners(model, listener -> listener.onBatchLogs(logs, run));
  }

  @Override
  public void onEpochEnd(Model model) {
    MultiLayerNetwork net = (MultiLayerNetwork) model;
    // Ask for the rate before the epoch count moves on.
    double rate = LearningRates.current(net);
    Evaluation validated = new Evaluation(Double.NaN, Double.NaN, 0);
    if (validation != null) {
      validation.reset();
      validated = Evaluation.of(net, validation);
    }
    EpochLogs logs =
        new EpochLogs(
            net.getEpochCount(),
            meter.loss(),
            meter.accuracy(),
            validated.loss(),
            validated.accuracy(),
            rate,
            seconds());
    epochs.add(logs);
    callListeners(model, listener -> listener.onEpochLogs(logs, run));
  }

  private static void callListeners(Model model, Consumer<EpochListener> call) {
    for (TrainingListener listener : ((MultiLayerNetwork) model).getListeners()) {
      if (listener instanceof EpochListener epochListener) {
        call.accept(epochListener);
      }
    }
  }
}
