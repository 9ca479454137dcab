package recipe4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import recipe4j.data.DatasetInfo;
import recipe4j.data.ImageDataset;
import recipe4j.engine.Engines;
import recipe4j.listener.CsvListener;
import recipe4j.listener.LearningRateListener;
import recipe4j.listener.LossCurvePlotListener;
import recipe4j.listener.PeriodicLossListener;
import recipe4j.listener.TerminateOnNanListener;
import recipe4j.model.KerasCnn;
import recipe4j.model.ModelFile;
import recipe4j.model.SavedModel;
import recipe4j.report.RunFolder;
import recipe4j.report.RunReport;
import recipe4j.train.Diagnosis;
import recipe4j.train.Evaluation;
import recipe4j.train.History;
import recipe4j.train.LossCurvePlot;
import recipe4j.train.LossCurveText;
import recipe4j.train.Training;

/** {@code recipe4j train}: builds the network, trains it, judges it and saves it. */
@Command(name = "train", description = "Trains the recipe's network and saves it.")
final class TrainCommand extends ConsoleCommand {
  @Spec private CommandSpec spec;
  @Mixin private TrainOptions options;
  @Mixin private ListenerOptions listeners;
  @Mixin private EngineChoice engine;
  @Mixin private DatasetOptions data;

  TrainCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    Path modelFile = options.run.resolve(RunFolder.MODEL);
    Path plotFile = options.run.resolve("loss-curve.png");
    Path csvFile = options.run.resolve("history.csv");
    listeners.check(options.validationSplit > 0, options.schedule().isPresent());
    RunFolder.prepare(options.run);
    ImageDataset dataset = data.load(console, options.validationSplit);
    MultiLayerNetwork net = network(dataset);
    if (options.learningRate != null) {
      net.setLearningRate(options.learningRate);
    }
    Map<String, Object> values = options.values();
    values.putAll(listeners.values());
    values.putAll(data.values());
    console.err().println("Engine: " + Engines.describe(net));
    Training training =
        Training.of(net)
            .epochs(options.epochs)
            .initialEpoch(options.initialEpoch)
            .batchSize(options.batchSize)
            .seed(options.seed)
            .verbose(options.verbose)
            .console(console.err(), console.terminal())
            .listeners(listeners(dataset, values))
            .listeners(
                lossListener(),
                new LearningRateListener(options.logEveryRate, console.out()),
                new CsvListener(csvFile, false),
                new TerminateOnNanListener());
    if (LossCurvePlot.isAvailable()) {
      training.listeners(new LossCurvePlotListener(plotFile));
    } else {
      console.err().println("warning: no loss-curve.png, as this Java finds no fonts");
    }
    options.schedule().ifPresent(training::schedule);
    Instant started = Instant.now();
    History history = training.fit(dataset);

    ModelFile.save(modelFile, net, ModelSections.of(dataset.info(), values, history));
    console.out().println();
    console.out().println(LossCurveText.of(history));
    console.out().println(Diagnosis.of(history));
    RunReport report =
        RunReport.of(net, dataset, history)
            .options(GivenOptions.of(spec))
            .started(started)
            .threads(engine.options().threads())
            .savedModel(modelFile);
    if (dataset.test().count() > 0) {
      Evaluation test = Evaluation.of(net, dataset.test(), options.batchSize);
      console.out().println("Test " + test);
      report.test(test);
    }
    report.write(options.run);
    console.out().printf("Written to %s; look at %s%n", options.run, RunFolder.PAGE);
    boolean finished = Double.isFinite(history.last().loss());
    return finished ? 0 : 1;
  }

  private MultiLayerNetwork network(ImageDataset dataset) throws IOException {
    if (options.from == null) {
      return KerasCnn.create(dataset.shape(), options.seed, engine.kind, engine.options());
    }
    SavedModel saved = AnyModel.load(options.from, engine);
    DatasetInfo trainedOn = ModelSections.dataset(saved);
    ModelSections.warnIfKnown(console, trainedOn, dataset.info());
    return saved.network();
  }

  private TrainingListener[] listeners(ImageDataset dataset, Map<String, Object> values) {
    Map<String, Map<String, Object>> sections =
        ModelSections.of(dataset.info(), values, new History(List.of()));
    return listeners.listeners(console.err(), sections).toArray(TrainingListener[]::new);
  }

  private PeriodicLossListener lossListener() {
    PeriodicLossListener listener = new PeriodicLossListener(options.lossEvery, console.out());
    return options.lossEveryIterations > 0
        ? listener.alsoEveryIterations(options.lossEveryIterations)
        : listener;
  }
}
