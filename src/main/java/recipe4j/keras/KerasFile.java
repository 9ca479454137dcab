package recipe4j.keras;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.engine.Engines;

/**
 * Reads and writes Keras files: {@code .keras} and {@code .h5} hold a model, {@code .weights.h5}
 * only its weights.
 *
 * <pre>{@code
 * MultiLayerNetwork net = KerasFile.read(Path.of("mnist.keras")); // trains on from Keras's state
 * KerasFile.write(Path.of("back.keras"), net); // keras.models.load_model("back.keras")
 * }</pre>
 *
 * <p>Read are files of Keras 3, and of Keras 2, of Sequential models and of functional ones that
 * are a chain, and of such models within each other; docs/keras-mapping.md lists the layers. The
 * network is a DL4J one with channels first: it takes images as [n, channels, height, width], those
 * without channels also as [n, height, width], and gives rows. Optimizer, learning rate and loss
 * are taken over, and where the file holds them, of Keras 2 or 3, the number of steps and what the
 * optimizer remembers of them. A loss on logits becomes one on the softmax (or sigmoid) of a last
 * layer that gives it: the network then gives probabilities where Keras gave logits, and trains the
 * same.
 *
 * <p>Every setting of a file is read, changes nothing that is computed, or is refused by name.
 * Labels are one-hot rows here; a loss on class numbers (sparse_categorical_crossentropy) is DL4J's
 * negative log likelihood, and written as one on class numbers again.
 *
 * <p>Files are untrusted: nothing in them is executed, and sizes are checked before memory is
 * taken.
 */
public final class KerasFile {
  private KerasFile() {}

  /**
   * Tells whether a file's name is one of Keras's.
   *
   * @param file need not exist
   * @return whether it ends in {@code .keras}, {@code .h5} or {@code .hdf5}
   */
  public static boolean isKerasFile(Path file) {
    return FileKind.isKnown(file);
  }

  /**
   * Reads a model with what it was compiled with, accelerated where it can be. A model that was
   * never compiled gets Keras's default Adam and the loss that fits its last activation. What of
   * the training was not taken over, {@link #read(Path, EngineKind, EngineOptions, Consumer)}
   * tells, as {@code recipe4j import} does; this method keeps it to itself.
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
   * As {@link #read(Path, EngineKind, EngineOptions, Consumer)}, without notes.
   *
   * @param file a {@code .keras} or {@code .h5}
   * @param engine what computes the network
   * @param options threads of the accelerated engine
   * @return an initialised network
   * @throws IOException as {@link #read(Path)}
   */
  public static MultiLayerNetwork read(Path file, EngineKind engine, EngineOptions options)
      throws IOException {
    return read(file, engine, options, note -> {});
  }

  /**
   * As {@link #read(Path)}, onto an engine of choice, and tells what of the training was not taken
   * over: a file may hold less than what {@code compile} and {@code fit} had, for instance no state
   * of the optimizer.
   *
   * <pre>{@code
   * KerasFile.read(file, EngineKind.AUTO, EngineOptions.defaults(), System.err::println);
   * }</pre>
   *
   * @param file a {@code .keras} or {@code .h5}
   * @param engine what computes the network
   * @param options threads of the accelerated engine
   * @param notes gets a line for each such part, if any
   * @return an initialised network
   * @throws IOException as {@link #read(Path)}
   * @throws IllegalArgumentException as {@link #read(Path)}, or if the engine can't be used here
   */
  public static MultiLayerNetwork read(
      Path file, EngineKind engine, EngineOptions options, Consumer<String> notes)
      throws IOException {
    return Engines.wrap(read(file, true, notes), engine, options);
  }

  /**
   * Makes a network of a model's description, with fresh weights: what Keras's {@code
   * model.to_json()} gives, or the same as YAML. Weights are drawn as the layers' initializers say,
   * with Keras's formulas and our own random numbers: zeros, ones, constant, random_normal,
   * random_uniform, truncated_normal, variance_scaling, and glorot, he and lecun of both kinds.
   *
   * <pre>{@code
   * MultiLayerNetwork net = KerasFile.create(Path.of("network.yaml"), 1, System.err::println);
   * Training.of(net).epochs(10).fit(mnist);
   * }</pre>
   *
   * @param like a file that ends in .yaml or .yml, or one of JSON; at most 16 MB
   * @param seed of the weights, any number; the same gives the same weights
   * @param notes gets a line for each setting that is taken as another, if any
   * @return an initialised network; with what the description was compiled with, or else Keras's
   *     default Adam and the loss that fits the last activation
   * @throws KerasFormatException if the file is damaged, or holds a layer, an initializer, an
   *     optimizer or a loss that is not supported
   * @throws IOException if it can't be read
   */
  public static MultiLayerNetwork create(Path like, long seed, Consumer<String> notes)
      throws IOException {
    MultiLayerNetwork net = named(like, () -> KerasFileReader.create(like, seed, notes));
    return Engines.wrap(net, EngineKind.AUTO, EngineOptions.defaults());
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
    return Engines.wrap(read(file, false, note -> {}), EngineKind.AUTO, EngineOptions.defaults());
  }

  private static MultiLayerNetwork read(Path file, boolean compiled, Consumer<String> notes)
      throws IOException {
    FileKind kind = FileKind.of(file);
    if (kind == FileKind.WEIGHTS) {
      throw new IllegalArgumentException(
          "%s holds weights only; read it onto a model of the same layers, with `recipe4j import FILE --onto MODEL` or readWeights"
              .formatted(file));
    }
    return named(file, () -> KerasFileReader.read(file, compiled, notes));
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
    FileKind.of(file); // fails for another ending
    named(
        file,
        () -> {
          synchronized (net) { // or a training could change it between two layers
            KerasFileReader.readWeights(file, net);
          }
          return net;
        });
  }

  /**
   * Writes a model that Keras 3 loads, compiled, and trains on; all or nothing. The ending decides
   * on the kind. {@code .keras} carries the state of the optimizer, {@code .h5} does not, because
   * Keras itself can't train on from one that does. A learning rate schedule that counts iterations
   * is written as Keras's, one that counts epochs as its present rate.
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
    FileKind kind = FileKind.of(file);
    named(
        file,
        () -> {
          synchronized (net) { // as it is at one moment, while another thread may train it
            KerasFileWriter.write(file, kind, net, compiled);
          }
          return net;
        });
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
    } catch (NoSuchFileException e) {
      throw new IOException(
          "no Keras file at %s; save one with model.save, or name another".formatted(file), e);
    }
  }
}
