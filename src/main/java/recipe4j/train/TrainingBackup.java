package recipe4j.train;

import java.io.IOException;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Where a training leaves its state, so that it can go on after an interruption. */
@FunctionalInterface
public interface TrainingBackup {
  /**
   * Keeps the network and the state as they are now; the training waits.
   *
   * @param net between two batches: its counts are exact
   * @param state the rest
   * @throws IOException if it can't be kept; the training then ends
   */
  void save(MultiLayerNetwork net, TrainingState state) throws IOException;
}
