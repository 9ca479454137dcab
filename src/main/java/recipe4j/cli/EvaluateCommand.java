package recipe4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import recipe4j.data.ImageDataset;
import recipe4j.model.SavedModel;
import recipe4j.train.Evaluation;

/** {@code recipe4j evaluate}: loss and accuracy of a saved model on test images. */
@Command(name = "evaluate", description = "Prints a model's loss and accuracy on the test images.")
final class EvaluateCommand extends ConsoleCommand {
  @Option(
      names = "--model",
      defaultValue = "runs/latest/model.zip",
      paramLabel = "FILE",
      description = "The model, ours or a .keras or .h5 file.")
  private Path model;

  @Option(
      names = "--batch-size",
      defaultValue = "128",
      paramLabel = "N",
      converter = OptionValues.Positive.class,
      description = "Images per forward pass; does not change the result.")
  private int batchSize;

  @Mixin private EngineChoice engine;
  @Mixin private DatasetOptions data;

  EvaluateCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    SavedModel saved = AnyModel.load(model, engine);
    data.defaultTo(TrainedOn.of(model, saved));
    ImageDataset dataset = data.load(console);
    console.out().printf("Test %s%n", Evaluation.of(saved.network(), dataset.test(), batchSize));
    return 0;
  }
}
