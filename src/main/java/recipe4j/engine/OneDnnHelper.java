package recipe4j.engine;

import org.deeplearning4j.config.DL4JSystemProperties;
import org.deeplearning4j.nn.layers.mkldnn.BaseMKLDNNHelper;
import recipe4j.engine.onednn.NativeLibraries;

/**
 * Enables DL4J's own oneDNN kernels ("helpers"), which M2.1 never uses: about four times faster
 * than DL4J's plain layers on the recipe.
 *
 * <p>Two things kept them from being used. They are disabled by default, and DL4J asks a class
 * about oneDNN that was moved; the bridge {@code org.nd4j.nativeblas.Nd4jCpu} has its old name.
 */
final class OneDnnHelper {
  private OneDnnHelper() {}

  /**
   * Lets every network that is created from now on use oneDNN where DL4J's binary has it, unless
   * the user has set the system property {@value DL4JSystemProperties#DISABLE_HELPER_PROPERTY}.
   *
   * @return whether oneDNN will be used
   * @throws java.io.UncheckedIOException if native libraries can't be unpacked or loaded here
   */
  static boolean enable() {
    NativeLibraries.require();
    if (System.getProperty(DL4JSystemProperties.DISABLE_HELPER_PROPERTY) == null) {
      System.setProperty(DL4JSystemProperties.DISABLE_HELPER_PROPERTY, "false");
    }
    return !Boolean.getBoolean(DL4JSystemProperties.DISABLE_HELPER_PROPERTY)
        && BaseMKLDNNHelper.mklDnnEnabled();
  }
}
