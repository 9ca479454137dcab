package recipe4j.listener;

import org.deeplearning4j.nn.api.Model;
import org.jspecify.annotations.Nullable;
import recipe4j.train.EpochListener;
import recipe4j.train.TrainingRun;

/**
 * Stops the training as soon as a batch's loss is NaN or infinite: Keras's TerminateOnNaN
 * (keras/src/callbacks/terminate_on_nan.py).
 *
 * <pre>{@code
 * History history =
 *     Training.of(net).epochs(10).listeners(new TerminateOnNanListener()).fit(dataset);
 * boolean diverged = !Double.isFinite(history.last().loss());
 * }</pre>
 *
 * <p>Fires: after every batch. The epoch ends at once, with its validation.
 */
public final class TerminateOnNanListener extends EpochListener {
  private @Nullable TrainingRun run;

  @Override
  public void onTrainingStart(TrainingRun started) {
    run = started;
  }

  @Override
  public void iterationDone(Model model, int iteration, int epoch) {
    if (run != null && !Double.isFinite(model.score())) {
      run.stop(
          "the loss is %s at iteration %s; try a smaller learning rate"
              .formatted(model.score(), iteration));
    }
  }
}
