package recipe4j.cli.options;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import recipe4j.run.Resume;

/** Options of {@code train} about backups and interruptions. */
public final class ResumeOptions {
  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description =
          "Resume the training of this run folder from its last backup, with the run's own options.")
  public @Nullable Path run;

  @Option(
      names = "--force",
      fallbackValue = "true",
      description =
          "With --resume: resume although options, images or versions are not the run's; the result is then another.")
  public boolean force;

  @Option(
      names = "--backup-every",
      defaultValue = "0",
      paramLabel = "N",
      converter = Converters.NotNegative.class,
      description = "Back up after every N-th batch of an epoch too; 0 for only after every epoch.")
  public int backupEvery;

  @Option(
      names = "--no-backup",
      fallbackValue = "true",
      description = "Write no backups; an interrupted training is then lost.")
  public boolean noBackup;

  /**
   * Looks at the options before anything is written; with {@code --resume} the run folder is that
   * one.
   *
   * @throws ParameterException if they don't go together
   * @throws recipe4j.run.ResumeException if there is nothing to resume
   * @throws IOException if the run folder may not be looked into
   */
  public void check(CommandSpec command, TrainOptions options) throws IOException {
    if (run == null) {
      if (force) {
        throw new ParameterException(command.commandLine(), "--force needs --resume DIR");
      }
      return;
    }
    if (command.commandLine().getParseResult().hasMatchedOption("--run")) {
      throw new ParameterException(
          command.commandLine(), "--resume names the run folder; leave out --run");
    }
    options.run = run;
    Resume.require(run);
  }
}
