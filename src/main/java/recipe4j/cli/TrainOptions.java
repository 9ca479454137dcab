package recipe4j.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.nd4j.linalg.schedule.ISchedule;
import picocli.CommandLine.Option;
import recipe4j.data.Shuffle;
import recipe4j.schedule.PiecewiseSchedule;

/** Options of {@code train}. */
final class TrainOptions {
  /** The recipe's three runs. */
  enum Preset {
    FIT,
    CALLBACK,
    SCHEDULE
  }

  /** Where the learning rate comes from. */
  enum Rate {
    CONSTANT,
    RECIPE
  }

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description =
          "One of the recipe's runs: fit (10 epochs), callback (30 epochs, watching the loss), schedule (30 epochs, falling learning rate).")
  private Preset preset;

  @Option(
      names = "--epochs",
      defaultValue = "10",
      paramLabel = "N",
      converter = OptionValues.Positive.class,
      description = "Epoch to stop before; counted from 0, so also their number.")
  int epochs;

  @Option(
      names = "--initial-epoch",
      defaultValue = "0",
      paramLabel = "N",
      converter = OptionValues.NotNegative.class,
      description = "Epoch to start at, from 0.")
  int initialEpoch;

  @Option(
      names = "--batch-size",
      defaultValue = "128",
      paramLabel = "N",
      converter = OptionValues.Positive.class,
      description = "Images per update.")
  int batchSize;

  @Option(
      names = "--validation-split",
      defaultValue = "0.2",
      paramLabel = "F",
      converter = OptionValues.Fraction.class,
      description = "Share of the training part, taken from its end, that validates.")
  double validationSplit;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Seed of the weights and of the order of the images.")
  long seed;

  @Option(
      names = "--shuffle",
      defaultValue = "every-epoch",
      paramLabel = "WHEN",
      converter = OptionValues.Shuffling.class,
      description =
          "New order of the images: every-epoch, once (one for all epochs, as Keras shuffles after set_random_seed), or never.")
  Shuffle shuffle;

  @Option(
      names = "--schedule",
      defaultValue = "constant",
      paramLabel = "NAME",
      description =
          "Learning rate: constant, or recipe (epochs 0-5: 1e-3, 6-10: 1e-4, 11-15: 1e-5, 16-20: 1e-6, then 5e-7).")
  private Rate rate;

  @Option(
      names = "--learning-rate",
      paramLabel = "R",
      converter = OptionValues.Rate.class,
      description = "Constant learning rate; 0.001 if not given.")
  Double learningRate;

  @Option(
      names = "--loss-every",
      defaultValue = "10",
      paramLabel = "N",
      converter = OptionValues.Positive.class,
      description = "Print the loss of every N-th epoch and of the last.")
  int lossEvery;

  @Option(
      names = "--loss-every-iterations",
      defaultValue = "0",
      paramLabel = "N",
      converter = OptionValues.NotNegative.class,
      description = "Print the loss of every N-th batch too; 0 for none.")
  int lossEveryIterations;

  @Option(
      names = "--log-every-rate",
      fallbackValue = "true",
      description = "Print the learning rate of every epoch, not only its changes.")
  boolean logEveryRate;

  @Option(
      names = "--verbose",
      defaultValue = "1",
      paramLabel = "0|1|2",
      converter = OptionValues.Verbosity.class,
      description = "Progress: 0 none, 1 a bar, 2 a line per epoch.")
  int verbose;

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description =
          "Start from this model, ours or a .keras or .h5 file, instead of fresh weights.")
  Path from;

  @Option(
      names = "--run",
      defaultValue = "runs/latest",
      paramLabel = "DIR",
      description =
          "Folder for report.html, model.zip, run.json, the history and the plots; old ones are replaced.")
  Path run;

  /** The schedule asked for; a constant learning rate goes before it. */
  Optional<ISchedule> schedule() {
    return rate == Rate.RECIPE && learningRate == null
        ? Optional.of(PiecewiseSchedule.recipe())
        : Optional.empty();
  }
}
