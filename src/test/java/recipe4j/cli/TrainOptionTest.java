package recipe4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.CommandSpec;
import recipe4j.SmallData;
import recipe4j.cli.options.ParsedOptions;
import recipe4j.cli.terminal.Console;
import recipe4j.model.ModelFile;
import recipe4j.run.BackupFolder;
import recipe4j.run.RunFolder;
import recipe4j.run.TrainOption;
import recipe4j.run.TrainOption.Rule;

/** The table of the options is complete, and the files of a run follow it. */
class TrainOptionTest {
  private static List<String> keys(Predicate<TrainOption> which) {
    return Stream.of(TrainOption.values()).filter(which).map(TrainOption::key).toList();
  }

  @Test
  void everyOptionOfTrainIsClassified() {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    CommandSpec train =
        Commands.create(new Console(nowhere, nowhere, false))
            .getSubcommands()
            .get("train")
            .getCommandSpec();
    assertThat(keys(option -> true))
        .containsExactlyInAnyOrderElementsOf(ParsedOptions.of(train).keySet());
  }

  @Test
  void theFilesOfARunKeepWhatTheTableSays(@TempDir Path folder) throws IOException {
    Path data =
        IdxFiles.write(folder.resolve("bars"), SmallData.bars(60, 1), SmallData.bars(12, 2));
    Path run = folder.resolve("run");
    Cli.Result trained =
        Cli.run("train", "--dataset", "idx", "--data", data, "--run", run, "--epochs", 1);
    assertThat(trained.code()).as(trained.err()).isZero();
    var all = RunFolder.read(run).facts().options();
    assertThat(all.keySet()).containsExactlyInAnyOrderElementsOf(keys(option -> true));
    Set<String> given = ModelFile.load(run.resolve("model.zip")).section("options").keySet();
    assertThat(all.keySet()).filteredOn(key -> all.get(key) != null).hasSameElementsAs(given);
    Set<String> kept =
        BackupFolder.at(run.resolve("backup"))
            .newest(warning -> {})
            .orElseThrow()
            .section("options")
            .keySet();
    assertThat(kept)
        .contains("threads")
        .filteredOn(key -> !key.equals("threads"))
        .hasSameElementsAs(
            given.stream()
                .filter(key -> TrainOption.of(key).orElseThrow().rule() != Rule.COMMAND)
                .toList());
  }
}
