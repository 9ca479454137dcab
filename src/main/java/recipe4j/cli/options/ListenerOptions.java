package recipe4j.cli.options;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import recipe4j.listener.EarlyStoppingListener;
import recipe4j.listener.ModelCheckpointListener;
import recipe4j.listener.ReduceLrOnPlateauListener;
import recipe4j.listener.TensorBoardListener;

/** Options of {@code train} that stand for Keras's callbacks. */
public final class ListenerOptions {
  /** Value of {@code --reduce-lr-on-plateau}. */
  record Plateau(double factor, int patience) {
    private static final Pattern FORM = Pattern.compile("(0?\\.\\d{1,9}):(\\d{1,6})");

    /** Reads FACTOR:PATIENCE. */
    static final class Converter implements ITypeConverter<Plateau> {
      @Override
      public Plateau convert(String value) {
        Matcher matcher = FORM.matcher(value);
        if (matcher.matches() && Double.parseDouble(matcher.group(1)) > 0) {
          return new Plateau(
              Double.parseDouble(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        }
        throw new TypeConversionException(
            "must be a factor between 0 and 1 and epochs, such as 0.2:5, found " + value);
      }
    }

    @Override
    public String toString() {
      return new BigDecimal(Double.toString(factor)).stripTrailingZeros().toPlainString()
          + ":"
          + patience;
    }
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      converter = PathConverter.Pattern.class,
      description =
          "Save the model after every epoch; .zip, .keras, .h5 or .weights.h5. The name may hold {epoch:02d}, counted from 1, {val_loss:.4f} and the like.")
  private @Nullable String checkpoint;

  @Option(
      names = "--save-best-only",
      fallbackValue = "true",
      description = "With --checkpoint: only a model that is better than all before.")
  private boolean saveBestOnly;

  @Option(
      names = "--early-stopping",
      paramLabel = "PATIENCE",
      converter = Converters.NotNegative.class,
      description = "Stop after so many epochs without a better value.")
  private @Nullable Integer earlyStopping;

  @Option(
      names = "--min-delta",
      defaultValue = "0",
      paramLabel = "D",
      converter = Converters.Finite.class,
      description = "With --early-stopping: the least change that counts.")
  private double minDelta;

  @Option(
      names = "--restore-best-weights",
      fallbackValue = "true",
      description = "With --early-stopping: end with the weights of the best epoch.")
  private boolean restoreBestWeights;

  @Option(
      names = "--reduce-lr-on-plateau",
      paramLabel = "FACTOR:PATIENCE",
      converter = Plateau.Converter.class,
      description = "Multiply the learning rate after so many epochs without a better value.")
  private @Nullable Plateau plateau;

  @Option(
      names = "--monitor",
      defaultValue = "val_loss",
      paramLabel = "NAME",
      description = "The figure that tells better: val_loss, val_accuracy, loss or accuracy.")
  private String monitor;

  @Option(
      names = "--tensorboard",
      paramLabel = "DIR",
      description = "Write curves for TensorBoard into this folder.")
  private @Nullable Path tensorBoard;

  /**
   * Makes sure that the options go together, before anything is read.
   *
   * @throws ParameterException if they don't
   */
  public void check(boolean validated, boolean scheduled) {
    List<String> figures =
        validated
            ? List.of("accuracy", "loss", "val_accuracy", "val_loss")
            : List.of("accuracy", "loss");
    boolean watched = saveBestOnly || earlyStopping != null || plateau != null;
    if (saveBestOnly && checkpoint == null) {
      throw wrong("--save-best-only needs --checkpoint FILE");
    }
    if (earlyStopping == null && (restoreBestWeights || minDelta != 0)) {
      throw wrong("--restore-best-weights and --min-delta need --early-stopping PATIENCE");
    }
    if (watched && !figures.contains(monitor)) {
      throw wrong(
          "--monitor must be one of %s%s, found %s%s"
              .formatted(
                  String.join(", ", figures),
                  validated ? "" : ", as nothing validates with --validation-split 0",
                  monitor,
                  DidYouMean.of(monitor, figures)));
    }
    if (plateau != null && scheduled) {
      throw wrong(
          "--reduce-lr-on-plateau and --schedule both set the learning rate; leave one out");
    }
    try {
      listeners(new PrintStream(OutputStream.nullOutputStream(), true, UTF_8), Map.of());
    } catch (IllegalArgumentException e) { // an impossible file name
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  /** Refuses checkpoints that would replace files, before anything is read. */
  public void checkFree() throws IOException {
    if (checkpoint != null) {
      List<Path> files = ModelCheckpointListener.existing(checkpoint);
      if (!files.isEmpty()) {
        throw Overwrite.refused(files.get(0));
      }
    }
  }

  /** The listeners; those that stop or change the rate come first, so that others see it. */
  public List<TrainingListener> listeners(
      PrintStream messages, Map<String, Map<String, Object>> sections) {
    List<TrainingListener> listeners = new ArrayList<>();
    if (earlyStopping != null) {
      listeners.add(
          EarlyStoppingListener.builder()
              .monitor(monitor)
              .patience(earlyStopping)
              .minDelta(minDelta)
              .restoreBestWeights(restoreBestWeights)
              .messages(messages)
              .build());
    }
    if (plateau != null) {
      listeners.add(
          ReduceLrOnPlateauListener.builder()
              .monitor(monitor)
              .factor(plateau.factor())
              .patience(plateau.patience())
              .build());
    }
    if (checkpoint != null) {
      listeners.add(
          ModelCheckpointListener.builder(checkpoint)
              .monitor(monitor)
              .saveBestOnly(saveBestOnly)
              .sections(sections)
              .build());
    }
    if (tensorBoard != null) {
      listeners.add(new TensorBoardListener(tensorBoard));
    }
    return listeners;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
