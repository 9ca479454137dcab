package recipe4j.cli.options;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import recipe4j.data.Shuffle;
import recipe4j.schedule.LearningRateSchedule;
import recipe4j.schedule.ScheduleText;
import recipe4j.train.LossWeights;

/** Options of {@code train}. */
public final class TrainOptions {
  /** The recipe's three runs. */
  enum Preset {
    FIT,
    CALLBACK,
    SCHEDULE
  }

  /** The word for no schedule. */
  private static final String CONSTANT = "constant";

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description =
          "One of the recipe's runs: fit (10 epochs), callback (30 epochs, watching the loss), schedule (30 epochs, falling learning rate).")
  private @Nullable Preset preset;

  @Option(
      names = "--epochs",
      defaultValue = "10",
      paramLabel = "N",
      converter = Converters.Positive.class,
      description = "Epoch to stop before; counted from 0, so also their number.")
  public int epochs;

  @Option(
      names = "--initial-epoch",
      defaultValue = "0",
      paramLabel = "N",
      converter = Converters.NotNegative.class,
      description = "Epoch to start at, from 0.")
  public int initialEpoch;

  @Option(
      names = "--batch-size",
      defaultValue = "128",
      paramLabel = "N",
      converter = Converters.Positive.class,
      description = "Images per update.")
  public int batchSize;

  @Option(
      names = "--validation-split",
      defaultValue = "0.2",
      paramLabel = "F",
      converter = Converters.Fraction.class,
      description = "Share of the training part, taken from its end, that validates.")
  public double validationSplit;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Seed of the weights and of the order of the images.")
  public long seed;

  @Option(
      names = "--shuffle",
      defaultValue = "every-epoch",
      paramLabel = "WHEN",
      converter = Converters.Shuffling.class,
      description =
          "New order of the images: every-epoch, once (one for all epochs, as Keras shuffles after set_random_seed), or never.")
  public Shuffle shuffle;

  @Option(
      names = "--schedule",
      paramLabel = "FORM",
      converter = Converters.Schedule.class,
      description =
          "Learning rate: constant, the default, unless --from has a schedule; recipe (epochs 0-5: 1e-3, 6-10: 1e-4, 11-15: 1e-5, 16-20: 1e-6, then 5e-7); piecewise:0=R,N=R,...; step:rate=R,factor=F,every=N; exponential: likewise; polynomial:rate=R,end=R,over=N[,power=P]; cycle: likewise; cosine:rate=R,over=N[,floor=F][,warmup=N][,from=R]; restarts:rate=R,over=N[,longer=F][,lower=F][,floor=F]; inverse:rate=R,factor=F,every=N; or inverse-steps: likewise. N counts epochs, or batches with ,unit=iteration.")
  private @Nullable String schedule;

  @Option(
      names = "--learning-rate",
      paramLabel = "R",
      converter = Converters.Rate.class,
      description = "Constant learning rate, in no schedule's company; 0.001 if not given.")
  public @Nullable Double learningRate;

  @Option(
      names = "--class-weight",
      paramLabel = "C=W,...",
      converter = Converters.ClassWeights.class,
      description =
          "Factors of the losses of the training images of a class, such as 0=1,7=2.5; 1 for others.")
  private @Nullable String classWeight;

  @Option(
      names = "--sample-weight",
      paramLabel = "FILE",
      description =
          "Factors of the images' losses: a number a line, for each image of the training part before the validation split, or for those that train alone.")
  private @Nullable Path sampleWeight;

  @Option(
      names = "--loss-every",
      defaultValue = "10",
      paramLabel = "N",
      converter = Converters.Positive.class,
      description = "Print the loss of every N-th epoch and of the last.")
  public int lossEvery;

  @Option(
      names = "--loss-every-iterations",
      defaultValue = "0",
      paramLabel = "N",
      converter = Converters.NotNegative.class,
      description = "Print the loss of every N-th batch too; 0 for none.")
  public int lossEveryIterations;

  @Option(
      names = "--log-every-rate",
      fallbackValue = "true",
      description = "Print the learning rate of every epoch, not only its changes.")
  public boolean logEveryRate;

  @Option(
      names = "--verbose",
      defaultValue = "1",
      paramLabel = "0|1|2",
      converter = Converters.Verbosity.class,
      description = "Progress: 0 none, 1 a bar, 2 a line per epoch.")
  public int verbose;

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description =
          "Start from this model, ours or a .keras or .h5 file, instead of fresh weights.")
  public @Nullable Path from;

  @Option(
      names = "--run",
      defaultValue = "runs/latest",
      paramLabel = "DIR",
      description =
          "Folder for report.html, model.zip, run.json, the history and the plots; old ones are replaced.")
  public Path run;

  /** The schedule asked for. */
  public Optional<LearningRateSchedule> schedule() {
    return schedule == null || isConstant()
        ? Optional.empty()
        : Optional.of(ScheduleText.parse(schedule));
  }

  /**
   * The weights asked for.
   *
   * @throws IOException if their file can't be read
   * @throws ParameterException if two options give weights, as Keras refuses them, too
   */
  public Optional<LossWeights> weights(CommandSpec command) throws IOException {
    if (classWeight != null && sampleWeight != null) {
      throw new ParameterException(
          command.commandLine(),
          "--class-weight and --sample-weight both weight the images; leave one out");
    }
    return sampleWeight != null
        ? Optional.of(LossWeights.read(sampleWeight))
        : Optional.ofNullable(classWeight).map(LossWeights::parse);
  }

  /** Whether the schedule was given as the word constant. */
  private boolean isConstant() {
    return CONSTANT.equals(schedule);
  }

  /**
   * Makes sure that only one option sets the learning rate.
   *
   * @throws ParameterException if two do
   */
  public void checkRate(CommandSpec command) {
    if (learningRate != null && schedule().isPresent()) {
      throw new ParameterException(
          command.commandLine(),
          "--learning-rate %s%s and --schedule %s%s both set the learning rate; leave one out, or give --schedule constant to keep the rate"
              .formatted(
                  learningRate,
                  origin(command, "--learning-rate"),
                  schedule,
                  origin(command, "--schedule")));
    }
  }

  private String origin(CommandSpec command, String option) {
    boolean typed = command.commandLine().getParseResult().hasMatchedOption(option);
    boolean ofPreset = preset == Preset.SCHEDULE && option.equals("--schedule");
    return typed ? "" : ofPreset ? " (of --preset schedule)" : " (of the configuration file)";
  }

  /**
   * Makes sure that the options say what becomes of the schedule of the model of {@code --from}.
   *
   * @throws ParameterException if it would end in silence, or nothing would take its place
   */
  public void checkRateOfScheduled(CommandSpec command) {
    if (learningRate != null && !isConstant()) {
      throw new ParameterException(
          command.commandLine(),
          "--learning-rate %s would end the schedule of %s; give --schedule constant too, or leave it out"
              .formatted(learningRate, from));
    }
    if (learningRate == null && isConstant()) {
      throw new ParameterException(
          command.commandLine(),
          "--schedule constant needs --learning-rate R, as %s has a schedule".formatted(from));
    }
  }
}
