package recipe4j.run;

import java.util.List;
import java.util.Optional;
import recipe4j.data.ClassNames;
import recipe4j.io.UntrustedText;
import recipe4j.regression.LossCurve;

/** One training, as its folder keeps it. Immutable. */
public final class Run {
  /** Key in run.json's dataset: the names of the classes, class 0 first, if they have any. */
  static final String CLASS_NAMES = "class_names";

  private final String name;
  private final RunFacts facts;
  private final LossCurve curve;
  private final Optional<Assessment> assessment;

  /**
   * A run.
   *
   * @param name what to call it
   * @param facts how it was made
   * @param curve its metrics, epoch by epoch
   * @param assessment how the finished network does on the test images, if it could be asked
   */
  public Run(String name, RunFacts facts, LossCurve curve, Optional<Assessment> assessment) {
    this.name = name;
    this.facts = facts;
    this.curve = curve;
    this.assessment = assessment;
  }

  /** {@return what to call the run, by default the name of its folder} */
  public String name() {
    return name;
  }

  /** {@return how the run was made: the content of run.json} */
  public RunFacts facts() {
    return facts;
  }

  /** {@return the run's metrics, epoch by epoch} */
  public LossCurve curve() {
    return curve;
  }

  /**
   * {@return how the finished network does on the test images; empty if it could not be asked:
   * without test images, without a softmax, or diverged}
   */
  public Optional<Assessment> assessment() {
    return assessment;
  }

  /**
   * {@return what the run's classes are called: a name for each, its number where it has none; the
   * file that tells is not trusted}
   */
  public ClassNames classNames(int classes) {
    List<String> known =
        facts.dataset().get(CLASS_NAMES) instanceof List<?> names
            ? names.stream().map(UntrustedText::brief).toList()
            : List.of();
    return ClassNames.of(known, classes);
  }

  /** {@return the same run under another name} */
  public Run named(String other) {
    return new Run(other, facts, curve, assessment);
  }
}
