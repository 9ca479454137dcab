package recipe4j.train;

import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Trainings that don't run, for tests that tell listeners what they should hear. */
public final class Runs {
  private Runs() {}

  /** A training of 1,000 epochs with validation. */
  public static TrainingRun of(MultiLayerNetwork net) {
    return new TrainingRun(net, 0, 1000, 1, 1, true, Optional.empty());
  }
}
