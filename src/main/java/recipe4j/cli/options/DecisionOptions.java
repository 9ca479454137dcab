package recipe4j.cli.options;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import recipe4j.cli.terminal.Decisions;
import recipe4j.model.SavedModel;
import recipe4j.run.StoredDecisions;
import recipe4j.uncertainty.decision.Abstention;

/** Options that ask for decisions with a guarantee, from what {@code calibrate} has stored. */
public final class DecisionOptions {
  @Option(
      names = "--abstain-risk",
      paramLabel = "P",
      converter = Converters.Share.class,
      description =
          "Answer only where the model is sure enough that at most this share of answers is wrong, with 95%% confidence.")
  private @Nullable Double risk;

  @Option(
      names = "--conformal",
      paramLabel = "COVERAGE",
      converter = Converters.Coverage.class,
      description = "Name the classes that hold the true one with this probability, up to 0.999.")
  private @Nullable Double coverage;

  @Option(
      names = "--class-wise",
      description = "With --conformal: for the images of every class by themselves.")
  private boolean byClass;

  /** What was asked for, or null if nothing was. */
  public @Nullable Decisions decisions(SavedModel saved, Path source) {
    if (byClass && coverage == null) {
      throw new IllegalArgumentException(
          "--class-wise is for --conformal; give both, or leave it out");
    }
    if (risk == null && coverage == null) {
      return null;
    }
    StoredDecisions stored = StoredDecisions.of(saved, source);
    Abstention abstention = null;
    if (risk != null) {
      double wanted = risk;
      abstention =
          Abstention.of(stored.steps(), wanted, Abstention.CONFIDENCE)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "a risk of %s is not shown by the validation images of %s, of which at least %s surest without a mistake are needed; calibrate with more, or give a larger --abstain-risk"
                              .formatted(
                                  wanted,
                                  source,
                                  Abstention.least(wanted, Abstention.CONFIDENCE))));
    }
    return new Decisions(abstention, risk, stored.sets(), coverage, byClass);
  }
}
