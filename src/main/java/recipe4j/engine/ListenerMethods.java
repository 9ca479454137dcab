package recipe4j.engine;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.api.TrainingListener;

/**
 * Which methods a listener overrides: activations that no listener reads need not be computed.
 */
final class ListenerMethods {
  private ListenerMethods() {}

  /**
   * Whether a listener reads the activations of a forward pass.
   *
   * @param listener any
   * @return false only if it inherits DL4J's empty method
   */
  static boolean readsForwardPass(TrainingListener listener) {
    try {
      Class<?> owner =
          listener
              .getClass()
              .getMethod("onForwardPass", Model.class, List.class)
              .getDeclaringClass();
      return owner != BaseTrainingListener.class && !owner.isInterface();
    } catch (NoSuchMethodException e) {
      return true;
    }
  }
}
