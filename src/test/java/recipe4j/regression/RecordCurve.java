package recipe4j.regression;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import recipe4j.data.ImageDataset;
import recipe4j.data.Shuffle;
import recipe4j.datasets.IdxFolder;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.engine.Engines;
import recipe4j.io.AtomicFile;
import recipe4j.model.KerasCnn;
import recipe4j.schedule.PiecewiseSchedule;
import recipe4j.train.Evaluation;
import recipe4j.train.History;
import recipe4j.train.Training;

/**
 * Records the loss curve of the recipe with recipe4j: one JSON file per run, in the layout of
 * src/test/keras/record_curve.py.
 */
@Command(name = "RecordCurve", mixinStandardHelpOptions = true)
final class RecordCurve implements Callable<Integer> {
  private static final int BATCH_SIZE = 128;

  @Parameters(index = "0", paramLabel = "IDX_DIR", description = "The four IDX files, raw or .gz.")
  private Path data;

  @Parameters(index = "1", paramLabel = "OUT.json")
  private Path out;

  @Option(names = "--epochs", defaultValue = "10")
  private int epochs;

  @Option(names = "--seed", required = true)
  private long seed;

  @Option(names = "--schedule", description = "The recipe's falling learning rate.")
  private boolean schedule;

  @Option(names = "--shuffle", description = "ONCE, as seeded Keras, or EVERY_EPOCH.")
  private Shuffle shuffle = Shuffle.EVERY_EPOCH;

  @Option(names = "--threads", description = "Of the engine; one for each processor if not given.")
  private int threads = EngineOptions.defaults().threads();

  /** Records one run. */
  public static void main(String[] args) {
    int code =
        new CommandLine(new RecordCurve()).setCaseInsensitiveEnumValuesAllowed(true).execute(args);
    if (code != 0) {
      System.exit(code);
    }
  }

  @Override
  public Integer call() throws IOException {
    ImageDataset dataset = IdxFolder.load(data, ImageDataset.DEFAULT_VALIDATION_SPLIT);
    long started = System.nanoTime();
    ObjectNode record = record(dataset);
    AtomicFile.write(
        out, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(record));
    System.out.printf(
        "%s %.1f s test %.4f%n",
        out, (System.nanoTime() - started) / 1e9, record.path("test").path("accuracy").asDouble());
    return 0;
  }

  private ObjectNode record(ImageDataset dataset) {
    MultiLayerNetwork net =
        KerasCnn.create(dataset.shape(), seed, EngineKind.AUTO, new EngineOptions(threads));
    Training training = Training.of(net).epochs(epochs).batchSize(BATCH_SIZE).verbose(0);
    training.seed(seed).shuffle(shuffle);
    if (schedule) {
      training.schedule(PiecewiseSchedule.recipe());
    }
    History history = training.fit(dataset);
    Evaluation test = Evaluation.of(net, dataset.test(), BATCH_SIZE);
    ObjectNode record = new ObjectMapper().createObjectNode();
    String version = Training.class.getPackage().getImplementationVersion();
    record.put("recipe4j", version == null ? "development" : version);
    record.put("engine", Engines.describe(net));
    record.put("threads", threads);
    record.put("java", Runtime.version().toString());
    record.put("seed", seed);
    record.put("batch_size", BATCH_SIZE);
    record.put("validation_split", ImageDataset.DEFAULT_VALIDATION_SPLIT);
    record.put("schedule", schedule);
    record.put("shuffle", shuffle.toString());
    ObjectNode figures = record.putObject("history");
    history
        .toMap()
        .forEach(
            (name, values) -> {
              boolean kept = !name.equals("seconds") && (schedule || !name.equals("learning_rate"));
              if (kept) {
                values.forEach(figures.putArray(name)::add);
              }
            });
    record.putObject("test").put("loss", test.loss()).put("accuracy", test.accuracy());
    return record;
  }
}
