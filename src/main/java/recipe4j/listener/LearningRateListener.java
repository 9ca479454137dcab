package recipe4j.listener;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import recipe4j.train.EpochListener;
import recipe4j.train.LearningRates;
import recipe4j.train.ListenerState;
import recipe4j.train.StatefulListener;
import recipe4j.train.TrainingRun;

/**
 * Prints the learning rate with which an epoch starts: where it has changed, or at every epoch as
 * the recipe does.
 *
 * <pre>{@code
 * Training.of(net).schedule(PiecewiseSchedule.recipe())
 *     .listeners(new LearningRateListener(false, System.out))
 *     .epochs(30).fit(dataset);
 * }</pre>
 *
 * <p>Fires: at the start of every epoch, counted from 0.
 */
public final class LearningRateListener extends EpochListener implements StatefulListener {
  private final boolean everyEpoch;
  private final PrintStream out;
  private double before = Double.NaN;

  /**
   * Prints to a stream.
   *
   * @param everyEpoch whether to print at every epoch, not only when the rate has changed
   * @param out where to print
   */
  public LearningRateListener(boolean everyEpoch, PrintStream out) {
    this.everyEpoch = everyEpoch;
    this.out = out;
  }

  @Override
  public void onEpochStart(Model model) {
    MultiLayerNetwork net = (MultiLayerNetwork) model;
    double rate = LearningRates.current(net);
    if (everyEpoch) {
      out.printf(Locale.ROOT, "Learning rate: %.4g (epoch = %d)%n", rate, net.getEpochCount());
    } else if (rate != before && !Double.isNaN(before)) {
      out.printf(
          Locale.ROOT,
          "Learning rate: %.4g, was %.4g (epoch = %d)%n",
          rate,
          before,
          net.getEpochCount());
    }
    before = rate;
  }

  @Override
  public ListenerState state() {
    return new ListenerState(Map.of("before", before));
  }

  @Override
  public void restore(ListenerState state, TrainingRun run) {
    before = state.number("before");
  }
}
