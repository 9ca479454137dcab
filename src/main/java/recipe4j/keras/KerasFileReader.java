package recipe4j.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.RmsProp;
import recipe4j.engine.Engines;
import recipe4j.io.FileTooLargeException;
import recipe4j.io.RegularFile;
import recipe4j.io.UntrustedText;
import recipe4j.keras.config.InitialWeights;
import recipe4j.keras.config.KerasModel;
import recipe4j.keras.config.KerasParameter;
import recipe4j.keras.config.ModelText;
import recipe4j.keras.config.Precision;
import recipe4j.keras.hdf5.Hdf5Reader;
import recipe4j.model.file.ConfigurationSizes;
import recipe4j.optimizer.ExtendedOptimizer;

/** Reads models and weights; sizes are checked before memory is taken. */
final class KerasFileReader {
  private static final int MAX_ARRAYS = 8; // weights and at most three more for each, of 64 bits
  private static final long STRUCTURE_BYTES = 16 << 20;

  private static final String NO_LOSS =
      "the file names no loss; Adam and the loss that fits the last activation are taken";

  private KerasFileReader() {}

  /**
   * A network on DL4J's own layers.
   *
   * @param file a zip or HDF5, whatever its name
   * @param compiled whether to take over what the model was compiled with
   * @param notes gets a line about each part of the training that is not taken over
   */
  static MultiLayerNetwork read(Path file, boolean compiled, Consumer<String> notes)
      throws IOException {
    return FileKind.isZip(file) ? readZip(file, compiled, notes) : readH5(file, compiled, notes);
  }

  private static MultiLayerNetwork readZip(Path file, boolean compiled, Consumer<String> notes)
      throws IOException {
    try (KerasZip zip = KerasZip.open(file)) {
      JsonNode config = ModelReader.parse(zip.config(), KerasZip.CONFIG);
      JsonNode training = config.path("compile_config");
      KerasModel model = ModelReader.read(config, training, compiled, isKeras2(zip.version()));
      Precision.note(config).ifPresent(notes);
      return network(model, Hdf5Reader.open(zip.weights(limit(model))), training, notes);
    }
  }

  private static MultiLayerNetwork readH5(Path file, boolean compiled, Consumer<String> notes)
      throws IOException {
    Hdf5Reader h5 = Hdf5Reader.open(bytes(file));
    String config = h5.attribute("", "model_config");
    if (config == null) {
      throw new KerasFormatException(
          "it holds no model, only weights perhaps; save it with model.save, or read it onto a network");
    }
    String compiledWith = compiled ? h5.attribute("", "training_config") : null;
    JsonNode training =
        compiledWith == null
            ? MissingNode.getInstance()
            : ModelReader.parse(compiledWith, "training_config");
    JsonNode root = ModelReader.parse(config, "model_config");
    KerasModel model =
        ModelReader.read(root, training, compiled, isKeras2(h5.attribute("", "keras_version")));
    Precision.note(root).ifPresent(notes);
    return network(model, h5, training, notes);
  }

  /**
   * A network with fresh weights on DL4J's own layers.
   *
   * @param file a description of a model, JSON or YAML
   * @param seed of the weights
   * @param notes gets a line about each part of the training that is not taken over
   */
  static MultiLayerNetwork create(Path file, long seed, Consumer<String> notes) throws IOException {
    JsonNode root = ModelText.read(file);
    KerasModel model =
        ModelReader.read(
            root,
            root.path("compile_config"),
            true,
            isKeras2(root.path("keras_version").asText(null)));
    Precision.note(root).ifPresent(notes);
    if (model.training() == null) {
      notes.accept(NO_LOSS);
    } else {
      model.training().notes().forEach(notes);
    }
    MultiLayerNetwork net = network(KerasToDl4j.configuration(model));
    new NetworkWeights(net, model).read(new WeightSource.Fresh(new InitialWeights(root, seed)));
    if (model.training() != null && model.training().updater() instanceof RmsProp) {
      net.getUpdater().getStateViewArray().assign(0); // where Keras starts; ND4J from epsilon
    }
    return net;
  }

  private static boolean isKeras2(@Nullable String version) {
    return version != null && version.startsWith("2.");
  }

  private static MultiLayerNetwork network(
      KerasModel model, Hdf5Reader h5, JsonNode training, Consumer<String> notes)
      throws IOException {
    WeightSource source = source(h5, model);
    requireRoom(model, h5, source);
    OptimizerState state = null;
    IUpdater updater = null;
    if (model.training() == null) {
      notes.accept(NO_LOSS);
    } else {
      state = source.optimizer().orElse(OptimizerState.NONE);
      updater = model.training().updater();
      Double rate = state.learningRate();
      if (rate != null && UpdaterReader.schedule(updater) == null) {
        updater.setLrAndSchedule(rate, null);
      } else if (training.path("optimizer").isTextual()) {
        notes.accept(
            "the file names the optimizer, but not its learning rate; Keras's default of %s is taken"
                .formatted(updater.getLearningRate(0, 0)));
      }
      model.training().notes().forEach(notes);
    }
    MultiLayerNetwork net = network(KerasToDl4j.configuration(model));
    NetworkWeights weights = new NetworkWeights(net, model);
    weights.read(source);
    if (ExtendedOptimizer.within(updater) instanceof RmsProp) {
      net.getUpdater().getStateViewArray().assign(0); // where Keras starts; ND4J from epsilon
    }
    if (state != null && updater != null && !weights.read(state, updater)) {
      notes.accept(state.leftAside());
    }
    return net;
  }

  private static MultiLayerNetwork network(MultiLayerConfiguration configuration)
      throws KerasFormatException {
    try {
      ConfigurationSizes.parameters(configuration); // before DL4J takes memory for them
    } catch (IOException e) {
      throw new KerasFormatException(e.getMessage() + "; make the model or its input smaller", e);
    }
    MultiLayerNetwork net = Engines.plain(configuration);
    try {
      net.init();
      return net;
    } catch (RuntimeException e) {
      throw new KerasFormatException(
          "DL4J can't build this network (%s); change the sizes of its layers"
              .formatted(UntrustedText.brief(e.getMessage())),
          e);
    }
  }

  private static WeightSource source(Hdf5Reader h5, KerasModel model) throws KerasFormatException {
    boolean listed = h5.attributes("", "layer_names") != null || h5.has("model_weights");
    return listed ? new LegacyWeights(h5, model) : new Keras3Weights(h5, model);
  }

  /** No configuration may promise more weights than the file has bytes for. */
  private static void requireRoom(KerasModel model, Hdf5Reader h5, WeightSource source)
      throws KerasFormatException {
    long stored = 0;
    long packed = 0;
    for (KerasParameter parameter : KerasParameter.of(model)) {
      Hdf5Reader.Storage storage = h5.storage(source.path(parameter));
      int size = storage == null ? Float.BYTES : Math.min(storage.valueBytes(), Double.BYTES);
      if (storage != null && storage.packed()) {
        packed += parameter.length() * size;
      } else {
        stored += parameter.length() * size;
      }
    }
    if (stored > h5.size() || packed > KerasZip.unpacked(h5.size())) {
      throw new KerasFormatException(
          "the model has %s weights, too many for the %s bytes that are there; the file is cut off or of another model"
              .formatted(model.parameters(), h5.size()));
    }
  }

  private static long limit(KerasModel model) throws KerasFormatException {
    return STRUCTURE_BYTES + model.parameters() * Float.BYTES * MAX_ARRAYS;
  }

  private static byte[] bytes(Path file) throws IOException {
    try {
      return RegularFile.bytes(file, Integer.MAX_VALUE - 9);
    } catch (FileTooLargeException e) {
      throw new KerasFormatException("it must have less than 2 GB; take a smaller model", e);
    }
  }

  /** Fills a network of the same layers, all or none of its weights. */
  static void readWeights(Path file, MultiLayerNetwork net) throws IOException {
    KerasModel model = Dl4jToKeras.read(net, false);
    byte[] bytes;
    if (FileKind.isZip(file)) {
      try (KerasZip zip = KerasZip.open(file)) {
        bytes = zip.weights(limit(model));
      }
    } else {
      bytes = bytes(file);
    }
    Hdf5Reader h5 = Hdf5Reader.open(bytes);
    WeightSource source = source(h5, model);
    requireRoom(model, h5, source);
    new NetworkWeights(net, model).read(source);
  }
}
