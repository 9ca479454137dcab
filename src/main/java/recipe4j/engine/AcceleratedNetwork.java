package recipe4j.engine;

import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.nd4j.linalg.api.ndarray.INDArray;
import recipe4j.engine.nativecode.KernelLibrary;
import recipe4j.engine.onednn.FloatArrays;
import recipe4j.engine.onednn.OneDnn;
import recipe4j.engine.plan.Kernels;

/**
 * A DL4J network whose training steps, scores and predictions are computed by a compiled plan of
 * kernels in C and oneDNN's. Everything else is DL4J's: configuration, parameters, updater,
 * schedules, listeners, serializer, evaluation. A file written of it is a plain DL4J model.
 *
 * <p>A network with a layer that the engine doesn't know runs on DL4J's own layers; {@link
 * #fallbackReason} says why.
 *
 * <p>Several threads may use one network, also on DL4J's layers. Whatever trains, predicts, scores,
 * saves, or changes the network runs alone, as long as it takes, {@code fit} on an iterator for a
 * whole epoch; the others wait. A training gives the same bits, whatever other threads ask
 * meanwhile. A caller that trains step by step, with {@link #setInput} and {@link
 * #computeGradientAndScore}, or changes the array that {@link #params} returns, must hold the
 * network's monitor. A listener or iterator may call the network, but not wait for another thread
 * that does.
 *
 * <p>After {@link #close} all of this throws an {@link IllegalStateException}.
 */
@SuppressWarnings("overrides") // DL4J declares doEvaluation with an array and with varargs
public final class AcceleratedNetwork extends EngineComputation implements AutoCloseable {
  private static final long serialVersionUID = 1L;
  private static final Cleaner CLEANER = Cleaner.create();

  private final transient EngineOptions options;

  /**
   * A network that is not initialised yet.
   *
   * @param configuration DL4J's
   * @param options threads
   */
  public AcceleratedNetwork(MultiLayerConfiguration configuration, EngineOptions options) {
    this(configuration, options, false);
  }

  private AcceleratedNetwork(
      MultiLayerConfiguration configuration, EngineOptions options, boolean frozen) {
    super(configuration, options, frozen);
    this.options = options;
    CLEANER.register(this, resources());
  }

  /**
   * As {@link #wrap(MultiLayerNetwork, EngineOptions)}, with one thread per processor.
   *
   * @param plain an initialised network
   * @return the accelerated one
   */
  public static AcceleratedNetwork wrap(MultiLayerNetwork plain) {
    return wrap(plain, EngineOptions.defaults());
  }

  /**
   * An accelerated network that shares the parameters, the updater's state, the counters and the
   * listeners of a plain one. Use one of the two: they don't wait for each other. Closing the plain
   * one frees nothing that this one uses; once this one is closed, the plain one has no parameters.
   *
   * @param plain an initialised network
   * @param options threads
   * @return the accelerated one
   */
  public static AcceleratedNetwork wrap(MultiLayerNetwork plain, EngineOptions options) {
    return wrap(plain, options, false);
  }

  private static AcceleratedNetwork wrap(
      MultiLayerNetwork plain, EngineOptions options, boolean frozen) {
    AcceleratedNetwork network =
        new AcceleratedNetwork(plain.getLayerWiseConfigurations(), options, frozen);
    network.init(plain.params(), false);
    INDArray state =
        plain.getUpdater(false) == null ? null : plain.getUpdater(false).getStateViewArray();
    if (state != null) {
      network.setUpdater(new MultiLayerUpdater(network, state));
    }
    network.setListeners(plain.getListeners());
    return network;
  }

  /**
   * Why the network runs on DL4J's own layers.
   *
   * @return one line that names the layer or the missing library; empty if it is accelerated
   */
  public Optional<String> fallbackReason() {
    return fallback();
  }

  /**
   * What computes this network.
   *
   * @return one line for the console
   */
  public String engineDescription() {
    int threads = options.threads();
    return fallback().isPresent()
        ? "DL4J's own layers, because of " + fallback().get()
        : String.format(
            Locale.ROOT, "%s on %d thread%s", kernels(), threads, threads == 1 ? "" : "s");
  }

  private String kernels() {
    Kernels kernels = options.kernels();
    List<String> names = new ArrayList<>();
    if (kernels.oneDnn()) {
      names.add("oneDNN " + OneDnn.version());
    }
    if (kernels.lanes() > 0) {
      names.add(KernelLibrary.name(kernels.lanes()) + " kernels");
    }
    return String.join(" and ", names);
  }

  /**
   * Native memory that the engine holds: activations, weights in the kernels' layouts, gradients of
   * all threads but the first. It grows only when a new batch size is first seen.
   *
   * @return bytes
   */
  public long nativeBytes() {
    return resources().nativeBytes();
  }

  /**
   * The output layer's activations for the batch last trained on or scored, from before the update:
   * the predictions that belong to {@link #score()}. For listeners, from {@code onBackwardPass} on.
   *
   * @return [n, classes], or empty if the last batch ran on DL4J's own layers
   */
  public Optional<INDArray> lastOutput() {
    return computedOutput();
  }

  /**
   * The output layer's values before its activation, without dropout.
   *
   * @param features [n, ...], as for {@link #output(INDArray)}
   * @return [n, classes]
   * @throws IllegalStateException if the network is not accelerated
   */
  public INDArray logits(INDArray features) {
    return FloatArrays.matrix(infer(features, false), (int) features.size(0));
  }

  /**
   * A copy for predictions, with its own weights, which are this network's of now. Other networks
   * look before every prediction whether somebody has written into the array that {@link #params}
   * returns, which is a good part of the time of a single example; a frozen copy does not, so that
   * nobody may. Its weights change by {@link #refresh} alone, or if it is trained itself. It does
   * not wait for this network, which may be training meanwhile.
   *
   * @return to be closed by the caller
   */
  public AcceleratedNetwork frozenCopy() {
    return wrap(plainCopy(), options, true);
  }

  /**
   * Takes over the weights that another network has now.
   *
   * @param source of the same architecture, such as the one that this is a frozen copy of
   * @throws IllegalArgumentException if it has another number of parameters
   */
  public void refresh(MultiLayerNetwork source) {
    INDArray now =
        source instanceof AcceleratedNetwork other
            ? other.locked(() -> other.params().dup())
            : source.params().dup();
    locked(
        () -> {
          if (now.length() != params().length()) {
            throw new IllegalArgumentException(
                "the source must have this network's %s parameters, found %s"
                    .formatted(params().length(), now.length()));
          }
          setParams(now);
          resources().forget();
        });
  }

  /** Java's serialization writes a plain network with the present state. */
  private Object writeReplace() {
    return plainCopy();
  }

  @Override
  public AcceleratedNetwork clone() {
    return wrap(plainCopy(), options);
  }

  @Override
  void release() {
    resources().close();
  }
}
