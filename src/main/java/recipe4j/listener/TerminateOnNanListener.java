package recipe4j.listener;

import org.deeplearning4j.nn.api.Model;
import recipe4j.train.EpochListener;
import recipe4j.train.TrainingRun;

/**
 * Stops the training as soon as a batch's loss is NaN or infinite, as Keras's TerminateOnNaN.
 *
 * <p>Fires: at every batch.
 */
public final class TerminateOnNanListener extends EpochListener {
  private TrainingRun run;

  @Override
  public void onTrainingStart(TrainingRun started) {
    run = started;
  }

  @Override
  public void iterationDone(Model model, int iteration, int epoch) {
    if (run != null && !Double.isFinite(model.score())) {
      run.stop(
          "the loss is %s at iteration %d; try a smaller learning rate"
              .formatted(model.score(), iteration));
    }
  }
}
