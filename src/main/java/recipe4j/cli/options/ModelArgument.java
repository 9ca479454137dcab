package recipe4j.cli.options;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** Which model a command reads, where it may also be the command's only argument. */
public final class ModelArgument extends ModelOption {
  @Parameters(arity = "0..1", paramLabel = "MODEL", description = ARGUMENT)
  private @Nullable Path argument;

  /** The model as the user named it; {@link #LATEST} by default. */
  public Path given() {
    return given(argument);
  }

  @Override
  public boolean isNamed() {
    return argument != null || super.isNamed();
  }
}
