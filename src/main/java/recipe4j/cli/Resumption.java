package recipe4j.cli;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import recipe4j.cli.options.EngineArguments;
import recipe4j.cli.options.ResumeOptions;
import recipe4j.cli.options.TrainOptions;
import recipe4j.cli.terminal.Console;
import recipe4j.cli.terminal.ShellWord;
import recipe4j.data.ImageDataset;
import recipe4j.io.Count;
import recipe4j.io.Folders;
import recipe4j.run.Backup;
import recipe4j.train.TrainingState;

/** A training of an earlier process that is to go on. */
final class Resumption {
  private final RunBackups backups;
  private final Backup backup;
  private final RunDifferences differences;

  private Resumption(RunBackups backups, Backup backup, RunDifferences differences) {
    this.backups = backups;
    this.backup = backup;
    this.differences = differences;
  }

  /**
   * Looks at the options of a training, before anything is written; with {@code --resume} the run
   * folder is that one.
   *
   * @throws ParameterException if they don't go together, or there is nothing to go on with
   * @throws IOException if the run folder may not be looked into
   */
  static void check(CommandSpec command, ResumeOptions asked, TrainOptions options)
      throws IOException {
    if (asked.run == null) {
      if (asked.force) {
        throw new ParameterException(command.commandLine(), "--force needs --resume DIR");
      }
      return;
    }
    if (command.commandLine().getParseResult().hasMatchedOption("--run")) {
      throw new ParameterException(
          command.commandLine(), "--resume names the run folder; leave out --run");
    }
    options.run = asked.run;
    Folders.requireOpen(asked.run);
    Folders.requireOpen(RunBackups.folder(asked.run));
    if (new RunBackups(asked.run).isEmpty()) {
      throw nothingIn(command, asked);
    }
  }

  private static ParameterException nothingIn(CommandSpec command, ResumeOptions asked) {
    return new ParameterException(
        command.commandLine(),
        "%s holds no backup of a training; train with --run %s first"
            .formatted(asked.run, ShellWord.of(asked.run)));
  }

  /**
   * What {@code --resume} asks for.
   *
   * @throws ParameterException if the options are not the run's
   * @throws IOException if no backup can be read
   */
  static Optional<Resumption> of(
      Console console, CommandSpec command, ResumeOptions asked, TrainOptions options)
      throws IOException {
    if (asked.run == null) {
      return Optional.empty();
    }
    RunBackups backups = new RunBackups(asked.run);
    Optional<Backup> newest = backups.newest(console);
    if (newest.isEmpty()) {
      throw nothingIn(command, asked);
    }
    RunPlaces places = new RunPlaces(command, asked.run);
    places.check(RunDifferences.section(newest.get()));
    RunDifferences differences = new RunDifferences(console, command, newest.get(), asked.force);
    differences.checkOptions();
    Resumption resumption = new Resumption(backups, newest.get(), differences);
    if (resumption.isComplete(options.epochs)) {
      int epochs = newest.get().state().epoch();
      throw new ParameterException(
          command.commandLine(),
          "the training in %s has ended, with %s; to train it further: recipe4j train --resume %s --epochs %s --force%s"
              .formatted(
                  asked.run,
                  Count.of(epochs, "epoch"),
                  ShellWord.of(asked.run),
                  2 * epochs,
                  places.toGiveAgain()));
    }
    return Optional.of(resumption);
  }

  private boolean isComplete(int epochs) {
    TrainingState state = backup.state();
    return backups.isFinished(backup)
        && (state.epoch() >= epochs
            || (state.stopped().isPresent() && !differences.changes("epochs")));
  }

  RunBackups backups() {
    return backups;
  }

  /** Whether no backup has been made of a later moment. */
  boolean isNewest(Console console) throws IOException {
    TrainingState begun = backup.state();
    return backups
        .newest(console)
        .map(Backup::state)
        .filter(now -> now.epoch() == begun.epoch() && now.batch() == begun.batch())
        .isPresent();
  }

  /** The state to go on from. A training that stopped itself and is to go on forgets why. */
  TrainingState state() {
    return backups.isFinished(backup) ? backup.state().withoutStop() : backup.state();
  }

  MultiLayerNetwork network(EngineArguments engine) throws IOException {
    return backup.network(engine.kind, engine.options());
  }

  /** Whether the learning rate is to be another than the run's. */
  boolean changesRate() {
    return differences.changes("learning-rate") || differences.changes("schedule");
  }

  /** When the training first began; empty if the backup does not tell. */
  Optional<Instant> started() {
    try {
      return Optional.of(
          Instant.parse(String.valueOf(backup.section(RunDifferences.RUN).get("started"))));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /**
   * Makes sure that network and images are the run's, and makes ready for further backups.
   *
   * @throws ParameterException if they are not, unless that is forced
   */
  void begin(MultiLayerNetwork net, ImageDataset dataset) throws IOException {
    differences.checkFacts(net, dataset);
    backups.goOnFrom(backup);
  }

  /** Where it goes on, for people. */
  String place() {
    return String.format(
        Locale.ROOT, "epoch %d, batch %d", backup.state().epoch() + 1, backup.state().batch());
  }
}
