package recipe4j.train;

import java.io.IOException;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Saves the state of a training, so that it can be resumed after an interruption. */
@FunctionalInterface
public interface TrainingBackup {
  /**
   * Saves the network and the state as they are now; the training waits.
   *
   * @param net between two batches: its counts are exact
   * @param state what the network itself does not hold
   * @throws IOException if it can't be saved; the training then ends
   */
  void save(MultiLayerNetwork net, TrainingState state) throws IOException;
}
