package recipe4j.engine;

import org.deeplearning4j.config.DL4JSystemProperties;
import org.deeplearning4j.nn.layers.mkldnn.BaseMKLDNNHelper;
import recipe4j.engine.onednn.NativeLibraries;

/**
 * DL4J's own oneDNN layers ("helpers"), dead in M2.1 and revived here: about four times faster than
 * DL4J's plain layers on the recipe.
 *
 * <p>Two things kept them from being used. They are disabled by default, and the class that answers
 * for oneDNN was moved; the bridge {@code org.nd4j.nativeblas.Nd4jCpu} stands where DL4J looks.
 */
final class OneDnnHelper {
  private OneDnnHelper() {}

  /**
   * Lets every network that is created from now on use oneDNN where its binary has it. A value that
   * the user gave to the system property {@value DL4JSystemProperties#DISABLE_HELPER_PROPERTY} is
   * respected.
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
