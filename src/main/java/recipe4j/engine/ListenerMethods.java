package recipe4j.engine;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.api.TrainingListener;

/** What a listener listens to, so that nothing is computed for nobody. */
final class ListenerMethods {
  private ListenerMethods() {}

  /**
   * Whether a listener does anything with the activations of a forward pass.
   *
   * @param listener any
   * @return false only if it inherits DL4J's empty method
   */
  static boolean toForwardPass(TrainingListener listener) {
    return overrides(listener, List.class);
  }

  private static boolean overrides(TrainingListener listener, Class<?> activations) {
    try {
      Class<?> owner =
          listener
              .getClass()
              .getMethod("onForwardPass", Model.class, activations)
              .getDeclaringClass();
      return owner != BaseTrainingListener.class && !owner.isInterface();
    } catch (NoSuchMethodException e) {
      return true;
    }
  }
}
