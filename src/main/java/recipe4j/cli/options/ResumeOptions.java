package recipe4j.cli.options;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options of {@code train} about backups and interruptions. */
public final class ResumeOptions {
  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description =
          "Go on with the training of this run folder, where its last backup stands, with the run's own options.")
  public Path run;

  @Option(
      names = "--force",
      fallbackValue = "true",
      description =
          "With --resume: go on although options, images or versions are not the run's; the result is then another.")
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
}
