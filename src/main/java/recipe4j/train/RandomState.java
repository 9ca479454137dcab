package recipe4j.train;

import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Where ND4J's random generator stands, from which DL4J's own layers draw dropout. ND4J has one per
 * thread. (The accelerated engine's dropout is a function of seed, layer, iteration and row: it
 * needs no state.)
 *
 * @param root the generator's first word
 * @param node the second
 */
public record RandomState(long root, long node) {
  /**
   * The state of this thread's generator.
   *
   * @return the state
   */
  public static RandomState current() {
    Random random = Nd4j.getRandom();
    return new RandomState(random.rootState(), random.nodeState());
  }

  /** Sets this thread's generator. */
  public void restore() {
    Nd4j.getRandom().setStates(root, node);
  }
}
