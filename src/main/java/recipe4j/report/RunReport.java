package recipe4j.report;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import recipe4j.data.ImageDataset;
import recipe4j.diagnosis.Diagnosis;
import recipe4j.engine.EngineOptions;
import recipe4j.model.ModelFile;
import recipe4j.regression.LossCurve;
import recipe4j.run.Assessment;
import recipe4j.run.Assessor;
import recipe4j.run.Environment;
import recipe4j.run.Provenance;
import recipe4j.run.Run;
import recipe4j.run.RunFacts;
import recipe4j.run.RunFolder;
import recipe4j.train.EpochLogs;
import recipe4j.train.Evaluation;
import recipe4j.train.History;
import recipe4j.train.LossCurvePlot;

/**
 * Writes the run folder after a training.
 *
 * <pre>{@code
 * History history = Training.of(net).epochs(10).fit(dataset);
 * RunReport.of(net, dataset, history)
 *     .options(Map.of("epochs", 10))
 *     .write(Path.of("runs/mine"));
 * }</pre>
 *
 * <p>The network is asked about the validation and the test images, without dropout; it is not
 * changed.
 */
public final class RunReport {
  private static final int BATCH_SIZE = 256;

  private final MultiLayerNetwork net;
  private final ImageDataset dataset;
  private final History history;
  private final Map<String, Object> options = new LinkedHashMap<>();
  private Instant started;
  private int threads = EngineOptions.defaults().threads();
  private @Nullable Evaluation test;

  private RunReport(MultiLayerNetwork net, ImageDataset dataset, History history) {
    this.net = net;
    this.dataset = dataset;
    this.history = history;
    double seconds = history.epochs().stream().mapToDouble(EpochLogs::seconds).sum();
    this.started = Instant.now().minusMillis((long) (seconds * 1000));
  }

  /**
   * {@return a report of a training, to be described further}
   *
   * @param net as the training left it
   * @param dataset what it was trained on
   * @param history what {@code fit} returned, at least one epoch
   * @throws IllegalStateException if no epoch has ended
   */
  public static RunReport of(MultiLayerNetwork net, ImageDataset dataset, History history) {
    history.last();
    return new RunReport(net, dataset, history);
  }

  /**
   * How the training was set up; further calls add to it. Kept in {@code run.json} and beside the
   * model, so no secrets.
   *
   * @param values name to plain value: string, number, boolean, null, or a list or map of them
   * @return this
   */
  public RunReport options(Map<String, ?> values) {
    options.putAll(values);
    return this;
  }

  /**
   * When the training began.
   *
   * @param instant by default, now less the time of the epochs
   * @return this
   */
  public RunReport started(Instant instant) {
    started = instant;
    return this;
  }

  /**
   * How many threads the training ran on.
   *
   * @param count by default, one per processor
   * @return this
   */
  public RunReport threads(int count) {
    threads = count;
    return this;
  }

  /**
   * Loss and accuracy on the test images, if they have been computed already.
   *
   * @param evaluation of this network on the dataset's test images
   * @return this
   */
  public RunReport test(Evaluation evaluation) {
    test = evaluation;
    return this;
  }

  /**
   * Writes the folder.
   *
   * @param folder made if it is missing; an earlier run in it is replaced as a whole, and stays
   *     whole if a file can't be written
   * @return what was written
   * @throws IOException if the folder can't be written
   */
  public Run write(Path folder) throws IOException {
    RunFolder.prepare(folder);
    Run run = run(RunFolder.name(folder));
    RunFolder.replace(
        folder,
        files -> {
          ModelFile.save(
              files.resolve(RunFolder.MODEL),
              net,
              Provenance.of(dataset, options).sections(history));
          RunFolder.write(files, run);
          RunPage.write(files, run);
          if (LossCurvePlot.isAvailable()) {
            LossCurvePlot.write(history, files.resolve(RunFolder.LOSS_CURVE));
          }
        });
    return run;
  }

  /** Computes what the folder is to hold. */
  Run run(String name) {
    long start = System.nanoTime();
    Map<String, Object> outcome = outcome();
    Optional<Assessment> assessment = Optional.empty();
    try {
      assessment = Optional.of(Assessor.assess(net, dataset));
    } catch (IllegalArgumentException e) { // no softmax, no test image, or diverged
      outcome.put("not_assessed", e.getMessage());
    }
    Map<String, Object> timings = timings();
    timings.put("assessment_seconds", (System.nanoTime() - start) / 1e9);
    RunFacts facts =
        new RunFacts(
            RunFacts.FORMAT,
            started.truncatedTo(ChronoUnit.SECONDS).toString(),
            options,
            Environment.versions(),
            Environment.machine(net, threads),
            Provenance.runJson(dataset),
            timings,
            outcome);
    return new Run(name, facts, LossCurve.of(history), assessment);
  }

  private Map<String, Object> outcome() {
    if (test == null && dataset.test().count() > 0) {
      test = Evaluation.of(net, dataset.test(), BATCH_SIZE);
    }
    Map<String, Object> outcome = new LinkedHashMap<>();
    outcome.put("first_epoch", history.epochs().get(0).epoch());
    outcome.put("epochs", history.epochs().size());
    history
        .best()
        .ifPresent(
            best -> {
              outcome.put("best_epoch", best.epoch());
              outcome.put("best_val_loss", best.valLoss());
            });
    outcome.put(
        "diagnosis",
        Diagnosis.of(history, Diagnosis.guessing(dataset.train().labels())).sentence());
    if (test != null) {
      outcome.put("test_images", test.images());
      outcome.put("test_loss", test.loss());
      outcome.put("test_accuracy", test.accuracy());
    }
    return outcome;
  }

  private Map<String, Object> timings() {
    List<Double> seconds = history.epochs().stream().map(EpochLogs::seconds).toList();
    double training = seconds.stream().mapToDouble(Double::doubleValue).sum();
    Map<String, Object> timings = new LinkedHashMap<>();
    timings.put("training_seconds", training);
    timings.put("epoch_seconds", seconds);
    timings.put(
        "images_per_second",
        dataset.train().count() * (double) seconds.size() / Math.max(1e-9, training));
    return timings;
  }
}
