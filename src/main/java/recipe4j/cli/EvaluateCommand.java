package recipe4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import recipe4j.cli.options.Converters;
import recipe4j.cli.options.DatasetOptions;
import recipe4j.cli.options.EngineArguments;
import recipe4j.cli.options.JsonOutput;
import recipe4j.cli.options.ModelArgument;
import recipe4j.cli.terminal.Console;
import recipe4j.cli.terminal.EvaluationTable;
import recipe4j.data.ImageDataset;
import recipe4j.model.SavedModel;
import recipe4j.run.ModelLoader;
import recipe4j.run.TrainedOn;
import recipe4j.train.ClassEvaluation;

/** {@code recipe4j evaluate}: how good a saved model is on test images. */
@Command(
    name = "evaluate",
    description =
        "Prints a model's loss and accuracy on the test images, and precision and recall of each class.")
final class EvaluateCommand extends ConsoleCommand {
  @Mixin private ModelArgument argument;

  @Option(
      names = "--batch-size",
      defaultValue = "128",
      paramLabel = "N",
      converter = Converters.Positive.class,
      description = "Images per forward pass; does not change the result.")
  private int batchSize;

  @Mixin private JsonOutput json;
  @Mixin private EngineArguments engine;
  @Mixin private DatasetOptions data;

  EvaluateCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    Path model = argument.given();
    SavedModel saved = ModelLoader.load(model, engine.kind, engine.options());
    TrainedOn trainedOn = TrainedOn.of(model, saved);
    data.defaultTo(trainedOn);
    ImageDataset dataset = data.load(console);
    ClassEvaluation found = ClassEvaluation.of(saved.network(), dataset.test(), batchSize);
    if (json.isWanted()) {
      Map<String, Object> values = trainedOn.json(dataset.info());
      values.putAll(EvaluationTable.json(found, trainedOn));
      JsonOutput.print(console, values);
    } else {
      console.result("Test %s%n", found.overall());
      console.out().print(EvaluationTable.of(found, trainedOn));
    }
    return 0;
  }
}
