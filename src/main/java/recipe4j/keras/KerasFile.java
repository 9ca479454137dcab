package recipe4j.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.engine.Engines;
import recipe4j.engine.OneDnnHelper;
import recipe4j.io.AtomicFile;

/**
 * Keras files in and out: {@code .keras} and {@code .h5} hold a model, {@code .weights.h5} only its
 * weights.
 *
 * <pre>{@code
 * MultiLayerNetwork net = KerasFile.read(Path.of("mnist.keras")); // goes on where Keras stopped
 * KerasFile.write(Path.of("back.keras"), net); // keras.models.load_model("back.keras")
 * }</pre>
 *
 * <p>Read are files of Keras 3, and {@code .h5} of Keras 2, of Sequential models and of functional
 * ones that are a chain, made of Conv2D, MaxPooling2D, AveragePooling2D, Flatten, Dropout, Dense,
 * Activation, ReLU, Softmax and BatchNormalization. The network is a plain DL4J one with channels
 * first: it takes images as [n, channels, height, width] and gives rows. Optimizer, learning rate
 * and loss are taken over; from files of Keras 3 also the number of steps and what the optimizer
 * remembers of them. A loss on logits becomes one on the softmax (or sigmoid) of a last layer that
 * gives it: the network then gives probabilities where Keras gave logits, and trains the same.
 *
 * <p>Files are untrusted: nothing in them is executed, and sizes are checked before memory is
 * taken.
 */
public final class KerasFile {
  /** The version of Keras whose files are written. */
  static final String KERAS_VERSION = "3.15.1";

  private static final String WEIGHTS_SUFFIX = ".weights.h5";
  private static final int FLOAT_BYTES = 4;
  private static final int MAX_ARRAYS = 4; // weights, and at most three more per weight
  private static final long STRUCTURE_BYTES = 16 << 20;

  private KerasFile() {}

  /** The kinds of files, by suffix. */
  private enum Kind {
    KERAS,
    H5,
    WEIGHTS;

    static Kind of(Path file) {
      String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
      if (name.endsWith(WEIGHTS_SUFFIX)) {
        return WEIGHTS;
      }
      if (name.endsWith(".keras")) {
        return KERAS;
      }
      if (name.endsWith(".h5") || name.endsWith(".hdf5")) {
        return H5;
      }
      throw new IllegalArgumentException(
          "a Keras file must end in .keras, .h5 or .weights.h5, found %s; rename it"
              .formatted(file));
    }
  }

  /**
   * Tells whether a file's name is one of Keras's.
   *
   * @param file need not exist
   * @return whether it ends in {@code .keras}, {@code .h5} or {@code .hdf5}
   */
  public static boolean isKerasFile(Path file) {
    return String.valueOf(file.getFileName())
        .toLowerCase(Locale.ROOT)
        .matches(".*\\.(keras|h5|hdf5)");
  }

  /**
   * Reads a model with what it was compiled with, accelerated where it can be. A model that was
   * never compiled gets Keras's default Adam and the loss that fits its last activation.
   *
   * @param file a {@code .keras} or {@code .h5}
   * @return an initialised network
   * @throws KerasFormatException if the file is damaged, or holds a layer, an optimizer or a loss
   *     that DL4J can't continue in the same way
   * @throws IOException if it can't be read
   * @throws IllegalArgumentException if the name has another ending, or is one of weights only
   */
  public static MultiLayerNetwork read(Path file) throws IOException {
    return read(file, EngineKind.AUTO, EngineOptions.defaults());
  }

  /**
   * As {@link #read(Path)}, onto an engine of choice.
   *
   * @param file a {@code .keras} or {@code .h5}
   * @param engine what computes the network
   * @param options threads of the accelerated engine
   * @return an initialised network
   * @throws KerasFormatException if the file is damaged, or holds a layer, an optimizer or a loss
   *     that DL4J can't continue in the same way
   * @throws IOException if it can't be read
   * @throws IllegalArgumentException if the name has another ending, or is one of weights only, or
   *     the engine can't be used here
   */
  public static MultiLayerNetwork read(Path file, EngineKind engine, EngineOptions options)
      throws IOException {
    return Engines.wrap(read(file, true), engine, options);
  }

  /**
   * Reads a model without what it was compiled with, as {@code load_model(compile=False)} does: for
   * predictions, or to train it in another way.
   *
   * @param file a {@code .keras} or {@code .h5}
   * @return an initialised network with Keras's default Adam and the loss that fits its last
   *     activation
   * @throws KerasFormatException if the file is damaged, or holds a layer that DL4J has not
   * @throws IOException if it can't be read
   * @throws IllegalArgumentException if the name has another ending, or is one of weights only
   */
  public static MultiLayerNetwork readUncompiled(Path file) throws IOException {
    return Engines.wrap(read(file, false), EngineKind.AUTO, EngineOptions.defaults());
  }

  private static MultiLayerNetwork read(Path file, boolean compiled) throws IOException {
    Kind kind = Kind.of(file);
    if (kind == Kind.WEIGHTS) {
      throw new IllegalArgumentException(
          "%s holds weights only; read it onto a network with readWeights".formatted(file));
    }
    return named(file, () -> kind == Kind.KERAS ? readZip(file, compiled) : readH5(file, compiled));
  }

  /**
   * Reads weights onto a network, all or none of them. Layers go by their order, not their names.
   * The optimizer's state stays as it is.
   *
   * @param file a {@code .weights.h5}, or any file with a model of the same layers
   * @param net initialised, of the same layers
   * @throws KerasFormatException if the file is damaged or of another model
   * @throws IOException if it can't be read
   * @throws IllegalArgumentException if the name has another ending
   */
  public static void readWeights(Path file, MultiLayerNetwork net) throws IOException {
    Kind kind = Kind.of(file);
    named(
        file,
        () -> {
          KerasModel model = NetworkReader.read(net, false);
          byte[] bytes;
          if (kind == Kind.KERAS) {
            try (KerasZip zip = KerasZip.open(file)) {
              bytes = zip.weights(limit(model));
            }
          } else {
            bytes = bytes(file);
          }
          try (Hdf5Reader h5 = Hdf5Reader.open(bytes)) {
            requireRoom(model, h5);
            new NetworkWeights(net, model).read(source(h5, model));
          }
          return net;
        });
  }

  /**
   * Writes a model that Keras 3 loads, compiled, and trains on; all or nothing. The ending decides
   * on the kind. {@code .keras} carries what the optimizer remembers, {@code .h5} does not, because
   * Keras itself can't train on from one that does. A learning rate schedule is written as its
   * present rate.
   *
   * @param file an old file is replaced
   * @param net initialised
   * @throws KerasFormatException if Keras has no equal of a layer, the optimizer or the loss
   * @throws IOException if it can't be written
   * @throws IllegalArgumentException if the name has another ending than {@code .keras}, {@code
   *     .h5}, {@code .hdf5} and {@code .weights.h5}
   */
  public static void write(Path file, MultiLayerNetwork net) throws IOException {
    write(file, net, true);
  }

  /**
   * Writes a model without optimizer and loss: for one that was trained in a way that Keras has
   * not.
   *
   * @param file an old file is replaced
   * @param net initialised
   * @throws KerasFormatException if Keras has no equal of a layer
   * @throws IOException if it can't be written
   * @throws IllegalArgumentException if the name has another ending than {@code .keras}, {@code
   *     .h5}, {@code .hdf5} and {@code .weights.h5}
   */
  public static void writeUncompiled(Path file, MultiLayerNetwork net) throws IOException {
    write(file, net, false);
  }

  private static void write(Path file, MultiLayerNetwork net, boolean compiled) throws IOException {
    Kind kind = Kind.of(file);
    named(
        file,
        () -> {
          KerasModel model = NetworkReader.read(net, compiled && kind != Kind.WEIGHTS);
          WeightsWriter weights = new WeightsWriter(model, net);
          switch (kind) {
            case KERAS -> writeZip(file, model, weights);
            case H5 -> {
              Hdf5Group root = weights.legacy();
              AtomicFile.write(file, temporary -> Hdf5Writer.write(temporary, root));
            }
            case WEIGHTS -> {
              Hdf5Group root = weights.vars(false);
              AtomicFile.write(file, temporary -> Hdf5Writer.write(temporary, root));
            }
          }
          return net;
        });
  }

  private static MultiLayerNetwork readZip(Path file, boolean compiled) throws IOException {
    try (KerasZip zip = KerasZip.open(file)) {
      JsonNode config = ModelReader.parse(zip.config(), KerasZip.CONFIG);
      JsonNode training = compiled ? config.path("compile_config") : MissingNode.getInstance();
      KerasModel model = ModelReader.read(config, training);
      try (Hdf5Reader h5 = Hdf5Reader.open(zip.weights(limit(model)))) {
        return network(model, h5);
      }
    }
  }

  private static MultiLayerNetwork readH5(Path file, boolean compiled) throws IOException {
    try (Hdf5Reader h5 = Hdf5Reader.open(bytes(file))) {
      String config = h5.attribute("", "model_config");
      if (config == null) {
        throw new KerasFormatException(
            "it holds no model, only weights perhaps; save it with model.save, or read it onto a network");
      }
      String training = compiled ? h5.attribute("", "training_config") : null;
      KerasModel model =
          ModelReader.read(
              ModelReader.parse(config, "model_config"),
              training == null
                  ? MissingNode.getInstance()
                  : ModelReader.parse(training, "training_config"));
      return network(model, h5);
    }
  }

  private static MultiLayerNetwork network(KerasModel model, Hdf5Reader h5) throws IOException {
    requireRoom(model, h5);
    OneDnnHelper.enable();
    MultiLayerNetwork net = new MultiLayerNetwork(NetworkFactory.configuration(model));
    net.init();
    NetworkWeights weights = new NetworkWeights(net, model);
    WeightSource source = source(h5, model);
    weights.read(source);
    Optional<WeightSource.Slots> slots =
        model.training() == null ? Optional.empty() : source.slots();
    if (slots.isPresent()) {
      weights.readSlots(slots.get());
    }
    return net;
  }

  private static WeightSource source(Hdf5Reader h5, KerasModel model) throws KerasFormatException {
    return h5.has("layers") && h5.attributes("", "layer_names") == null
        ? new VarsSource(h5, model)
        : new LegacySource(h5);
  }

  /** No configuration may promise more weights than the file has bytes for. */
  private static void requireRoom(KerasModel model, Hdf5Reader h5) throws KerasFormatException {
    if (model.parameters() * FLOAT_BYTES > h5.size()) {
      throw new KerasFormatException(
          "the model has %d weights, too many for the %d bytes that are there; the file is cut off or of another model"
              .formatted(model.parameters(), h5.size()));
    }
  }

  private static long limit(KerasModel model) throws KerasFormatException {
    return STRUCTURE_BYTES + FLOAT_BYTES * MAX_ARRAYS * model.parameters();
  }

  private static byte[] bytes(Path file) throws IOException {
    if (Files.size(file) > Integer.MAX_VALUE - 8) {
      throw new KerasFormatException(
          "it must have less than 2 GB, found %d bytes; take a smaller model"
              .formatted(Files.size(file)));
    }
    return Files.readAllBytes(file);
  }

  private static void writeZip(Path file, KerasModel model, WeightsWriter weights)
      throws IOException {
    ObjectNode config = ModelWriter.model(model);
    if (model.training() != null) {
      config.set("compile_config", TrainingWriter.compileConfig(model.training()));
    }
    ObjectNode metadata = ModelWriter.object().put("keras_version", KERAS_VERSION);
    metadata.put(
        "date_saved",
        DateTimeFormatter.ofPattern("yyyy-MM-dd@HH:mm:ss", Locale.ROOT)
            .format(LocalDateTime.now(ZoneOffset.UTC)));
    Hdf5Group root = weights.vars(model.training() != null);
    AtomicFile.write(
        file,
        temporary -> {
          Path h5 = temporary.resolveSibling(temporary.getFileName() + ".h5");
          try (OutputStream out = Files.newOutputStream(temporary);
              ZipOutputStream zip = new ZipOutputStream(out)) {
            Hdf5Writer.write(h5, root);
            put(zip, KerasZip.METADATA, metadata.toString());
            put(zip, KerasZip.CONFIG, config.toString());
            zip.putNextEntry(new ZipEntry(KerasZip.WEIGHTS));
            Files.copy(h5, zip);
            zip.closeEntry();
          } finally {
            Files.deleteIfExists(h5);
          }
        });
  }

  private static void put(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  /** A step that names the file in its errors. */
  @FunctionalInterface
  private interface Step {
    MultiLayerNetwork run() throws IOException;
  }

  private static MultiLayerNetwork named(Path file, Step step) throws IOException {
    Objects.requireNonNull(file, "file");
    try {
      return step.run();
    } catch (KerasFormatException e) {
      throw new KerasFormatException("%s: %s".formatted(file, e.getMessage()), e);
    } catch (java.nio.file.NoSuchFileException e) {
      throw new IOException(
          "no Keras file at %s; save one with model.save, or name another".formatted(file), e);
    }
  }
}
