package recipe4j.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import recipe4j.cli.options.DatasetOptions;
import recipe4j.cli.options.EngineArguments;
import recipe4j.cli.options.ListenerOptions;
import recipe4j.cli.options.Overwrite;
import recipe4j.cli.options.ParsedOptions;
import recipe4j.cli.options.ResumeOptions;
import recipe4j.cli.options.TrainOptions;
import recipe4j.cli.terminal.Console;
import recipe4j.cli.terminal.InterruptSignals;
import recipe4j.cli.terminal.Terminal;
import recipe4j.data.ImageDataset;
import recipe4j.diagnosis.Diagnosis;
import recipe4j.engine.Engines;
import recipe4j.listener.CsvListener;
import recipe4j.listener.LearningRateListener;
import recipe4j.listener.LossCurvePlotListener;
import recipe4j.listener.PeriodicLossListener;
import recipe4j.listener.TerminateOnNanListener;
import recipe4j.model.KerasCnn;
import recipe4j.model.SavedModel;
import recipe4j.report.RunReport;
import recipe4j.run.ModelLoader;
import recipe4j.run.Provenance;
import recipe4j.run.Resume;
import recipe4j.run.RunBackups;
import recipe4j.run.RunFolder;
import recipe4j.run.RunLock;
import recipe4j.run.TrainedOn;
import recipe4j.train.Evaluation;
import recipe4j.train.History;
import recipe4j.train.LearningRates;
import recipe4j.train.LossCurvePlot;
import recipe4j.train.Training;
import recipe4j.train.TrainingBackup;
import recipe4j.train.TrainingInterruptedException;

/** {@code recipe4j train}: builds a network, trains it, evaluates it and writes a run folder. */
@Command(
    name = "train",
    description = "Trains the recipe's network and saves it.",
    exitCodeList = {
      "0:success",
      "1:failure",
      "2:wrong usage",
      "129:interrupted by SIGHUP",
      "130:interrupted by SIGINT",
      "143:interrupted by SIGTERM"
    })
final class TrainCommand extends ConsoleCommand {
  @Mixin private TrainOptions options;
  @Mixin private ListenerOptions listeners;
  @Mixin private EngineArguments engine;
  @Mixin private DatasetOptions data;
  @Mixin private ResumeOptions resume;
  @Mixin private Overwrite overwrite;

  /** The backups of the training; null until it begins. */
  private @Nullable RunBackups begun;

  TrainCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    options.checkRate(spec);
    listeners.check(options.validationSplit > 0, options.schedule().isPresent());
    resume.check(spec, options);
    if (resume.run == null && !overwrite.isAllowed()) {
      RunFolder.checkOwn(options.run);
      new RunBackups(options.run).checkOwn();
      listeners.checkFree();
    }
    RunFolder.prepare(options.run);
    try (RunLock lock = lock(options.run)) {
      return train(lock);
    }
  }

  @Override
  Optional<String> resumeHint() {
    return begun == null || begun.isEmpty() ? Optional.empty() : Optional.of(advice().command());
  }

  private ResumeAdvice advice() {
    return new ResumeAdvice(options.run, ParsedOptions.of(spec));
  }

  private int train(RunLock lock) throws IOException {
    Optional<Resume> resumption = resumption();
    SavedModel from = from();
    if (resumption.isEmpty() && options.verbose > 0 && data.mayBecomeMnist()) {
      console.err().println(TimeEstimate.of(options.epochs - options.initialEpoch, engine));
    }
    ImageDataset dataset = data.load(console, options.validationSplit);
    MultiLayerNetwork net;
    if (resumption.isPresent()) {
      net = resumption.get().network(engine.kind, engine.options());
    } else if (from != null) {
      net = from.network();
    } else {
      net = KerasCnn.create(dataset.shape(), options.seed, engine.kind, engine.options());
    }
    console.note("Engine: %s", Engines.describe(net));
    RunBackups backups =
        resumption.map(Resume::backups).orElseGet(() -> new RunBackups(options.run));
    if (resumption.isPresent()) {
      resumption.get().begin(net, dataset, resume.force);
      boolean ended = resumption.get().state().epoch() >= options.epochs;
      console.note(
          "Resuming from %s", ended ? "the end of the last epoch" : resumption.get().place());
    } else {
      backups.begin().ifPresent(note -> console.note("%s", note));
    }
    Instant started = resumption.flatMap(Resume::started).orElseGet(Instant::now);
    begun = backups;
    Training training = training(net, dataset, backups, started);
    training.listeners(lock.listener());
    options.weights(spec).ifPresent(training::weights);
    setRate(net, training, resumption);
    resumption.ifPresent(run -> training.resume(run.state()));
    History history;
    try (InterruptSignals signals = InterruptSignals.hear(training::interrupt)) {
      try {
        history = training.fit(dataset);
      } catch (TrainingInterruptedException e) {
        return interrupted(e, signals);
      }
    }
    write(net, dataset, history, started);
    console.result("Written to %s; look at %s", options.run, RunFolder.PAGE);
    boolean finite = Double.isFinite(net.params().sumNumber().doubleValue());
    if (!finite || !Double.isFinite(history.last().loss())) {
      console.note(
          "recipe4j: the training diverged in epoch %s (loss %s); %s",
          history.last().epoch() + 1,
          history.last().loss(),
          advice().afterDivergence(backups, resumption));
      return 1;
    }
    backups.finish();
    return 0;
  }

  /** The training that {@code --resume} names. */
  private Optional<Resume> resumption() throws IOException {
    if (resume.run == null) {
      return Optional.empty();
    }
    Resume resumption = Resume.of(resume.run, console::warn);
    resumption.check(ParsedOptions.of(spec), ParsedOptions.given(spec), resume.force);
    return Optional.of(resumption);
  }

  private Training training(
      MultiLayerNetwork net, ImageDataset dataset, RunBackups backups, Instant started) {
    Training training =
        Training.of(net)
            .epochs(options.epochs)
            .initialEpoch(options.initialEpoch)
            .batchSize(options.batchSize)
            .seed(options.seed)
            .shuffle(options.shuffle)
            .verbose(options.verbose)
            .console(console.bars(), console.terminal(), Terminal.columns())
            .listeners(listeners(dataset))
            .listeners(
                lossListener(),
                new LearningRateListener(options.logEveryRate, console.out()),
                new CsvListener(backups.csv(), false),
                new TerminateOnNanListener());
    if (LossCurvePlot.isAvailable()) {
      training.listeners(new LossCurvePlotListener(backups.plot()));
    } else {
      console.warn("no loss-curve.png, as this Java finds no fonts");
    }
    if (!resume.noBackup) {
      TrainingBackup target =
          backups.target(net, dataset, ParsedOptions.of(spec), engine.options().threads(), started);
      training.backup(target, resume.backupEvery);
    }
    return training;
  }

  /** Sets the learning rate; a resumed network has the run's, unless that is to change. */
  private void setRate(MultiLayerNetwork net, Training training, Optional<Resume> resumption) {
    if (resumption.isPresent() && !resumption.get().changesRate(ParsedOptions.of(spec))) {
      return;
    }
    if (options.learningRate != null) {
      net.setLearningRate(options.learningRate);
    } else if (resumption.isPresent() && options.schedule().isEmpty()) {
      net.setLearningRate(KerasCnn.LEARNING_RATE);
    }
    options.schedule().ifPresent(training::schedule);
  }

  private int interrupted(TrainingInterruptedException e, InterruptSignals signals) {
    String remedy =
        e.backedUp() ? advice().command() : "nothing of it is saved, as --no-backup was given";
    if (console.terminal()) {
      console.err().println(); // the bar stays
    }
    console.note("recipe4j: %s; %s", e.getMessage(), remedy);
    return signals.exitCode();
  }

  /** Evaluates the network and writes the run folder in place of an earlier run. */
  private void write(MultiLayerNetwork net, ImageDataset dataset, History history, Instant started)
      throws IOException {
    console.out().println();
    console.out().println(LossCurvePlot.text(history));
    console.out().println(Diagnosis.of(history, Diagnosis.guessing(dataset.train().labels())));
    RunReport report =
        RunReport.of(net, dataset, history)
            .options(given())
            .started(started)
            .threads(engine.options().threads());
    if (dataset.test().count() > 0) {
      Evaluation test = Evaluation.of(net, dataset.test(), options.batchSize);
      console.result("Test %s", test);
      report.test(test);
    }
    report.write(options.run);
  }

  /** All options, for run.json. */
  private Map<String, Object> given() {
    Map<String, Object> given = ParsedOptions.of(spec);
    given.put("run", options.run.toString());
    return given;
  }

  /** The model to start from, which sets the default dataset and preparation; null for none. */
  private @Nullable SavedModel from() throws IOException {
    if (options.from == null || resume.run != null) {
      return null;
    }
    SavedModel saved = ModelLoader.load(options.from, engine.kind, engine.options(), console::warn);
    TrainedOn trainedOn = TrainedOn.of(options.from, saved);
    trainedOn.splitWarning(options.validationSplit).ifPresent(console::warn);
    data.defaultTo(trainedOn);
    if (LearningRates.isScheduled(saved.network())) {
      options.checkRateOfScheduled(spec);
      if (options.learningRate == null && options.schedule().isEmpty()) {
        console.note("Learning rate: by the schedule of %s", options.from);
      }
    }
    return saved;
  }

  private TrainingListener[] listeners(ImageDataset dataset) {
    Map<String, Map<String, Object>> sections = Provenance.of(dataset, given()).sections();
    return listeners.listeners(console.err(), sections).toArray(TrainingListener[]::new);
  }

  private PeriodicLossListener lossListener() {
    PeriodicLossListener listener = new PeriodicLossListener(options.lossEvery, console.out());
    return options.lossEveryIterations > 0
        ? listener.alsoEveryIterations(options.lossEveryIterations)
        : listener;
  }
}
