package recipe4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import recipe4j.cli.options.Converters;
import recipe4j.cli.options.DatasetOptions;
import recipe4j.cli.options.EngineArguments;
import recipe4j.cli.options.FigureOptions;
import recipe4j.cli.options.ModelArgument;
import recipe4j.cli.terminal.Console;
import recipe4j.cli.terminal.LabelledLogits;
import recipe4j.cli.terminal.ShiftTable;
import recipe4j.cli.terminal.UncertaintyTables;
import recipe4j.data.ImageDataset;
import recipe4j.data.LabelledImages;
import recipe4j.model.MonteCarloDropout;
import recipe4j.model.Predictor;
import recipe4j.model.SavedModel;
import recipe4j.report.UncertaintyFigures;
import recipe4j.run.ModelLoader;
import recipe4j.run.TrainedOn;
import recipe4j.uncertainty.Logits;
import recipe4j.uncertainty.PredictionEnsemble;
import recipe4j.uncertainty.Probabilities;
import recipe4j.uncertainty.RiskCoverageCurve;
import recipe4j.uncertainty.UncertaintyScore;

/** {@code recipe4j uncertainty}: evaluates a model's uncertainty scores. */
@Command(
    name = "uncertainty",
    description =
        "Tells what a model's uncertainty is good for: leaving out doubtful predictions, telling strange images from usual ones.")
final class UncertaintyCommand extends ConsoleCommand {
  private static final int IMAGES_IN_FIGURE = 10;
  private static final String RISK_COVERAGE = "risk-coverage.png";
  private static final String ENTROPY = "entropy.png";
  private static final String TEMPERATURE = "temperature.png";
  private static final String SHIFT = "shift.png";

  @Mixin private ModelArgument argument;

  @Option(
      names = {"--out-of-distribution", "--ood"},
      paramLabel = "DIR",
      description =
          "Folder of IDX files such as Fashion-MNIST, whose test images are strange to the model.")
  private @Nullable Path strangeFolder;

  @Option(
      names = "--ensemble",
      arity = "1..*",
      paramLabel = "RUN",
      description =
          "Further models of the same classes, such as runs of other seeds: they predict together with MODEL, and their uncertainty is split in two.")
  private List<Path> others = List.of();

  @Option(
      names = "--dropout-passes",
      paramLabel = "N",
      converter = Converters.Positive.class,
      description =
          "Passes of Monte-Carlo dropout; by default 30 if the network has dropout, else none.")
  private @Nullable Integer passes;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Seed of Monte-Carlo dropout.")
  private long seed;

  @Mixin private FigureOptions figures;
  @Mixin private EngineArguments engine;
  @Mixin private DatasetOptions data;

  UncertaintyCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    Path model = argument.given();
    figures.check(model, RISK_COVERAGE, ENTROPY, TEMPERATURE, SHIFT);
    SavedModel saved = ModelLoader.load(model, engine.kind, engine.options());
    data.defaultTo(TrainedOn.of(model, saved));
    MultiLayerNetwork net = saved.network();
    boolean dropout = MonteCarloDropout.isPossible(net);
    ImageDataset dataset = data.load(console);
    LabelledImages strange =
        strangeFolder == null ? null : OutOfDistributionImages.load(strangeFolder, dataset.shape());
    LabelledLogits test = LabelledLogits.of(net, dataset.test(), "test");

    Map<String, RiskCoverageCurve> curves = new LinkedHashMap<>();
    for (UncertaintyScore score : UncertaintyScore.values()) {
      curves.put(score.title(), RiskCoverageCurve.of(score, test.logits(), test.labels()));
    }
    console.out().print(UncertaintyTables.riskCoverage(curves));
    console.out().println();
    if (strange == null) {
      console.result(
          "Out of distribution: name a folder of other images with --out-of-distribution.");
    } else {
      console.out().print(UncertaintyTables.outOfDistribution(net, test.logits(), strange));
    }
    console.out().println();
    ShiftTable shifts = ShiftTable.of(net, dataset.test());
    console.out().println(shifts.text());
    if (dropout || passes != null) {
      int count = passes == null ? MonteCarloDropout.DEFAULT_PASSES : passes;
      console
          .out()
          .print(
              UncertaintyTables.dropout(
                  MonteCarloDropout.of(net, dataset.test(), count, seed), test));
    } else {
      console.result("Monte-Carlo dropout: the network has no layer with dropout.");
    }
    if (!others.isEmpty()) {
      console.out().println();
      console.out().print(UncertaintyTables.ensemble(ensemble(test, dataset.test()), test));
    }
    if (figures.areWanted(console)) {
      plot(curves, test, model);
      UncertaintyFigures.shift(shifts.errors(), figures.file(model, SHIFT));
    }
    return 0;
  }

  /** The model and the others, each loaded only for its predictions. */
  private PredictionEnsemble ensemble(LabelledLogits test, LabelledImages images)
      throws IOException {
    List<Probabilities> members = new ArrayList<>(List.of(test.logits().softmax()));
    for (Path other : others) {
      SavedModel saved = ModelLoader.load(other, engine.kind, engine.options());
      try {
        Probabilities member = Predictor.of(saved.network()).logits(images).softmax();
        PredictionEnsemble.of(List.of(members.get(0), member));
        members.add(member);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("%s: %s".formatted(other, e.getMessage()), e);
      }
    }
    return PredictionEnsemble.of(members);
  }

  private void plot(Map<String, RiskCoverageCurve> curves, LabelledLogits test, Path model)
      throws IOException {
    UncertaintyFigures.riskCoverage(curves, figures.file(model, RISK_COVERAGE));
    UncertaintyFigures.entropy(test.logits().first(IMAGES_IN_FIGURE), figures.file(model, ENTROPY));
    double[] entropies = UncertaintyScore.ENTROPY.of(test.logits());
    int doubtful =
        IntStream.range(0, entropies.length)
            .boxed()
            .max(Comparator.comparingDouble(i -> entropies[i]))
            .orElseThrow();
    Logits image = test.logits().select(doubtful);
    UncertaintyFigures.temperature(
        image,
        "Test image %s, the most doubtful one: a %s".formatted(doubtful, test.labels()[doubtful]),
        figures.file(model, TEMPERATURE));
  }
}
