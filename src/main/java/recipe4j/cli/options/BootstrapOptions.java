package recipe4j.cli.options;

import java.util.Locale;
import picocli.CommandLine.Option;
import recipe4j.uncertainty.calibration.Bootstrap;

/** Options of the bootstrap that gives confidence intervals. */
public final class BootstrapOptions {
  @Option(
      names = "--resamples",
      defaultValue = "" + Bootstrap.RESAMPLES,
      paramLabel = "N",
      converter = Converters.Positive.class,
      description = "Bootstrap resamples for the intervals.")
  private int resamples;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Of all that is drawn at random.")
  long seed;

  /** The bootstrap as asked for. */
  public Bootstrap bootstrap() {
    return new Bootstrap(resamples, 0.95, seed);
  }

  /** What the brackets of a table mean, for people. */
  public String note() {
    return String.format(
        Locale.ROOT,
        "In brackets: 95%% intervals, %,d bootstrap resamples. Rows below T = 1 are fitted on the validation images.",
        resamples);
  }
}
