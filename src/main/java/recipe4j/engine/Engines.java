package recipe4j.engine;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Creates networks on the engine of the user's choice.
 *
 * <pre>{@code
 * MultiLayerNetwork net =
 *     Engines.create(configuration, EngineKind.AUTO, EngineOptions.defaults());
 * System.out.println(Engines.describe(net)); // oneDNN 2.5.2 on 2 threads
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
   * @throws IllegalArgumentException if {@link EngineKind#ONEDNN} is asked for and can't run it
   */
  public static MultiLayerNetwork create(
      MultiLayerConfiguration configuration, EngineKind kind, EngineOptions options) {
    OneDnnHelper.enable();
    MultiLayerNetwork plain = new MultiLayerNetwork(configuration);
    plain.init();
    return wrap(plain, kind, options);
  }

  /**
   * The same network on an engine: parameters, updater state, counters and listeners are shared.
   *
   * @param plain an initialised network, such as DL4J's loader returns
   * @param kind the engine
   * @param options threads of the accelerated engine
   * @return the network itself where DL4J's layers are to compute it
   * @throws IllegalArgumentException if {@link EngineKind#ONEDNN} is asked for and can't run it
   */
  public static MultiLayerNetwork wrap(
      MultiLayerNetwork plain, EngineKind kind, EngineOptions options) {
    if (kind == EngineKind.DL4J) {
      return stable(plain);
    }
    AcceleratedNetwork network = AcceleratedNetwork.wrap(plain, options);
    if (kind == EngineKind.ONEDNN && network.fallbackReason().isPresent()) {
      throw new IllegalArgumentException(
          "engine onednn can't run this network, found %s; choose auto or dl4j"
              .formatted(network.fallbackReason().get()));
    }
    return network;
  }

  /**
   * Lets a network's layers, where DL4J's own, compute losses and activations from the logits and
   * without overflow, as Keras does: DL4J's cross-entropy clips and forgets the gradient of an
   * answer that is wrong and certain, its softplus and the derivatives of Swish, Mish and GELU
   * overflow. What is saved of the network stays DL4J's own.
   *
   * @param network initialised
   * @return the same
   */
  public static MultiLayerNetwork stable(MultiLayerNetwork network) {
    StableLayers.install(network);
    return network;
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
}
