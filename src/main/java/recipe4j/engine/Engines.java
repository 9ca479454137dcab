package recipe4j.engine;

import java.util.Locale;
import java.util.Optional;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import recipe4j.engine.nativecode.KernelLibrary;
import recipe4j.engine.onednn.NativeLibraries;

/**
 * The face of this package: creates networks on the engine of the user's choice, and asks any
 * network what only an accelerated one can answer.
 *
 * <pre>{@code
 * MultiLayerNetwork net =
 *     Engines.create(configuration, EngineKind.AUTO, EngineOptions.defaults());
 * System.out.println(Engines.describe(net)); // oneDNN 2.7.1 and AVX2 kernels on 2 threads
 * }</pre>
 */
public final class Engines {
  private Engines() {}

  /**
   * A network with fresh weights.
   *
   * @param configuration DL4J's
   * @param kind the engine
   * @param options threads of the accelerated engine
   * @return an initialised network
   * @throws IllegalArgumentException if an engine is asked for by name that can't run it
   */
  public static MultiLayerNetwork create(
      MultiLayerConfiguration configuration, EngineKind kind, EngineOptions options) {
    MultiLayerNetwork plain = plain(configuration);
    plain.init();
    return wrap(plain, kind, options);
  }

  /**
   * A network of DL4J's own class that is not initialised yet. In place of DL4J's constructor: with
   * that, DL4J's layers would not find their oneDNN kernels.
   *
   * @param configuration DL4J's
   * @return without parameters
   * @throws java.io.UncheckedIOException if native libraries can't be unpacked or loaded here
   */
  public static MultiLayerNetwork plain(MultiLayerConfiguration configuration) {
    OneDnnHelper.enable();
    return new MultiLayerNetwork(configuration);
  }

  /**
   * The same network on an engine: parameters, updater state, counters and listeners are shared.
   *
   * @param plain an initialised network, such as DL4J's loader returns
   * @param kind the engine
   * @param options threads of the accelerated engine
   * @return the network itself where DL4J's layers are to compute it
   * @throws IllegalArgumentException if an engine is asked for by name that can't run it
   */
  public static MultiLayerNetwork wrap(
      MultiLayerNetwork plain, EngineKind kind, EngineOptions options) {
    if (kind == EngineKind.DL4J) {
      return stable(plain);
    }
    if (kind == EngineKind.NATIVE && KernelLibrary.fault().isPresent()) {
      throw refused(kind, KernelLibrary.fault().get(), "auto, onednn or dl4j");
    }
    boolean kernels = options.nativeKernels() && kind != EngineKind.ONEDNN;
    AcceleratedNetwork network =
        AcceleratedNetwork.wrap(
            plain, new EngineOptions(options.threads(), kernels, options.oneDnn()));
    if (kind != EngineKind.AUTO && network.fallbackReason().isPresent()) {
      throw refused(kind, network.fallbackReason().get(), "auto or dl4j");
    }
    return network;
  }

  private static IllegalArgumentException refused(EngineKind kind, String why, String others) {
    return new IllegalArgumentException(
        "engine %s can't run this network, found %s; choose %s"
            .formatted(kind.name().toLowerCase(Locale.ROOT), why, others));
  }

  /**
   * Lets DL4J's own layers compute losses from the logits, and activations without overflow, as
   * Keras does. DL4J's cross-entropy clips, so a wrong prediction of high confidence has no
   * gradient; its softplus and the derivatives of Swish, Mish and GELU overflow. What is saved of
   * the network stays DL4J's own. The updater is one that knows {@link
   * recipe4j.optimizer.ExtendedOptimizer}; DL4J's {@code setLearningRate} takes that away again.
   *
   * @param network initialised
   * @return the same
   */
  public static MultiLayerNetwork stable(MultiLayerNetwork network) {
    StableLayers.install(network);
    AcceleratedUpdater.installIfExtended(network);
    return network;
  }

  /**
   * Whether a network weights the losses of examples by the mask of their labels, [n, 1]. DL4J's
   * own output layer multiplies its logits by it, too, so that it may be 0 or 1 alone.
   *
   * @param network any
   * @return whether weights may be any numbers
   */
  public static boolean takesWeights(MultiLayerNetwork network) {
    return network instanceof AcceleratedNetwork;
  }

  /**
   * What computes a network.
   *
   * @param network any
   * @return one line for the console
   */
  public static String describe(MultiLayerNetwork network) {
    return network instanceof AcceleratedNetwork accelerated
        ? accelerated.engineDescription()
        : "DL4J's own layers";
  }

  /**
   * Whether the compiled plan computes a network, rather than DL4J's own layers.
   *
   * @param network any
   * @return false also for an {@link AcceleratedNetwork} with a fallback reason
   */
  public static boolean isAccelerated(MultiLayerNetwork network) {
    return accelerated(network).isPresent();
  }

  private static Optional<AcceleratedNetwork> accelerated(MultiLayerNetwork network) {
    return network instanceof AcceleratedNetwork known && known.fallbackReason().isEmpty()
        ? Optional.of(known)
        : Optional.empty();
  }

  /**
   * The output layer's values before its activation, without dropout.
   *
   * @param network any
   * @param features [n, ...]
   * @return [n, classes], or empty if the network is not accelerated
   */
  public static Optional<INDArray> logits(MultiLayerNetwork network, INDArray features) {
    return accelerated(network).map(known -> known.logits(features));
  }

  /**
   * The output layer's activations for the batch last trained on or scored, see {@link
   * AcceleratedNetwork#lastOutput}.
   *
   * @param network any
   * @return [n, classes], or empty if DL4J's own layers computed that batch
   */
  public static Optional<INDArray> lastOutput(MultiLayerNetwork network) {
    return accelerated(network).flatMap(AcceleratedNetwork::lastOutput);
  }

  /**
   * The values of {@link #lastOutput}, row by row.
   *
   * @param network any
   * @return n times classes, or empty if DL4J's own layers computed that batch
   */
  public static Optional<float[]> lastOutputValues(MultiLayerNetwork network) {
    return accelerated(network).flatMap(EngineComputation::computedValues);
  }

  /**
   * Checks, once, that the native libraries can be unpacked and loaded. {@link #plain} and {@link
   * #create} do so too.
   *
   * @throws java.io.UncheckedIOException with the rule, what was found and the remedy
   */
  public static void requireNativeLibraries() {
    NativeLibraries.require();
  }

  /**
   * Explains a failure that was caused by a native library that could not be loaded.
   *
   * @param failure anything that was thrown
   * @return one line with the folder and the remedy, or empty if that is not the cause
   */
  public static Optional<String> explainLoadFailure(Throwable failure) {
    return NativeLibraries.explain(failure);
  }
}
