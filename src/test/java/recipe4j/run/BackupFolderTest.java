package recipe4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recipe4j.engine.EngineKind;
import recipe4j.model.SmallModels;
import recipe4j.train.EpochLogs;
import recipe4j.train.ListenerState;
import recipe4j.train.TrainingState;
import recipe4j.train.TrainingState.RandomState;

/** There is a whole backup at every moment, and a damaged one is never taken for whole. */
class BackupFolderTest {
  private static final MultiLayerNetwork NET = Trained.network(EngineKind.DL4J, true);

  @TempDir private Path folder;
  private final List<String> warnings = new ArrayList<>();
  private BackupFolder backups;
  private Path newest;
  private Path previous;

  @BeforeEach
  void twoBackups() throws IOException {
    backups = BackupFolder.at(folder);
    newest = folder.resolve(BackupFolder.NEWEST);
    previous = folder.resolve(BackupFolder.PREVIOUS);
    backups.save(NET, state(1), sections());
    backups.save(NET, state(2), sections());
  }

  @Test
  void whatIsReadIsWhatWasKept() throws IOException {
    Backup read = backups.newest(warnings::add).orElseThrow();
    TrainingState wanted = state(2);
    assertThat(read.state().batch()).isEqualTo(1);
    assertThat(read.state().meter()).isEqualTo(wanted.meter());
    assertThat(read.state().history()).isEqualTo(wanted.history());
    assertThat(read.state().stopped()).contains("enough");
    assertThat(read.state().random()).isEqualTo(wanted.random());
    ListenerState listener = read.state().listeners().get("a#0");
    assertThat(listener.arrays().get("weights")).containsExactly(0.1f, Double.MIN_VALUE, -0.0);
    assertThat(listener.number("best")).isNaN();
    assertThat(listener.whole("wait")).isEqualTo(3);
    assertThat(listener.text("file")).isEqualTo("x");
    assertThat(read.sections()).isEqualTo(sections());
    assertThat(warnings).isEmpty();
  }

  @Test
  void anEmptyFolderHasNone() throws IOException {
    BackupFolder none = BackupFolder.at(folder.resolve("none"));
    assertThat(none.isEmpty()).isTrue();
    assertThat(none.newest(warnings::add)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.02, 0.3, 0.5, 0.8})
  void aFlippedBitIsFound(double place) throws IOException {
    byte[] bytes = Files.readAllBytes(newest);
    bytes[(int) (place * bytes.length)] ^= 4;
    Files.write(newest, bytes);
    assertThatThePreviousIsTaken();
  }

  /** Zip headers hold much that nobody reads; what is read is whole. */
  @Test
  void aFlippedBitAnywhereIsFoundOrChangesNothing() throws IOException {
    byte[] whole = Files.readAllBytes(newest);
    String digest = backups.newest(warnings::add).orElseThrow().digest();
    int found = 0;
    for (int at = 0; at < whole.length; at += whole.length / 97) {
      byte[] bytes = whole.clone();
      bytes[at] ^= 16;
      Files.write(newest, bytes);
      Backup taken = backups.newest(warnings::add).orElseThrow();
      assertThat(taken.state().epoch() == 1 || taken.digest().equals(digest)).isTrue();
      found += taken.state().epoch() == 1 ? 1 : 0;
    }
    assertThat(found).isGreaterThan(80);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.2, 0.99})
  void aFileThatWasCutOffIsFound(double share) throws IOException {
    byte[] bytes = Files.readAllBytes(newest);
    Files.write(newest, Arrays.copyOf(bytes, (int) (share * bytes.length)));
    assertThatThePreviousIsTaken();
  }

  @Test
  void aFileOfZerosOrOfAnotherKindIsFound() throws IOException {
    Files.write(newest, new byte[(int) Files.size(newest)]);
    assertThatThePreviousIsTaken();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("bomb"));
      zip.write(new byte[10_000_000]);
    }
    Files.write(newest, bytes.toByteArray());
    assertThatThePreviousIsTaken();
    assertThat(warnings.get(1)).contains("the entry bomb must be stored uncompressed");
  }

  @Test
  void aMissingNewestOneIsAnInterruptedWrite() throws IOException {
    Files.delete(newest);
    assertThatThePreviousIsTaken();
  }

  @ParameterizedTest
  @ValueSource(strings = {BackupFolder.PREVIOUS, "backup-damaged.zip", "finished"})
  void aFolderInThePlaceOfAFileIsToldAndStays(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name));
    Path photos = Files.createDirectory(folder.resolve(name));
    String told = photos + ": a file must be there, found a folder; move it away";
    Backup taken = backups.newest(warnings::add).orElseThrow();
    assertThatThrownBy(() -> backups.resumeFrom(taken)).hasMessage(told);
    assertThatThrownBy(() -> backups.save(NET, state(3), sections())).hasMessageContaining(told);
    assertThatThrownBy(() -> backups.clear()).hasMessage(told);
    assertThat(photos).isEmptyDirectory();
    assertThat(newest).isRegularFile();
  }

  @Test
  void whatIsNoFileIsNotCalledMissing() throws IOException {
    Files.delete(newest);
    Files.createDirectory(newest);
    assertThatThePreviousIsTaken();
    assertThat(warnings.get(0)).contains("(a file must be there, found a folder)");
    Files.delete(newest);
    Files.createSymbolicLink(newest, folder.resolve("nowhere"));
    assertThatThePreviousIsTaken();
    assertThat(warnings.get(1)).contains("(a regular file must be there, found something else)");
  }

  private void assertThatThePreviousIsTaken() throws IOException {
    Backup taken = backups.newest(warnings::add).orElseThrow();
    assertThat(taken.state().epoch()).isEqualTo(1);
    assertThat(warnings).isNotEmpty();
    assertThat(warnings.get(warnings.size() - 1))
        .startsWith(newest + " can't be read (")
        .endsWith("); taking the backup before it: epoch 2, batch 1")
        .doesNotContain("\n");
  }

  @Test
  void aDamagedNewestOneNeverTakesThePlaceOfTheOneBefore() throws IOException {
    Files.write(newest, new byte[100]);
    Path left =
        Files.write(folder.resolve(".backup.zip-0123456789abcdef.recipe4j.tmp"), new byte[5]);
    Backup taken = backups.newest(warnings::add).orElseThrow();
    backups.resumeFrom(taken);
    assertThat(left).doesNotExist();
    assertThat(backups.newest(warnings::add).orElseThrow().state().epoch()).isEqualTo(1);
    backups.save(NET, state(3), sections());
    assertThat(backups.newest(w -> {}).orElseThrow().state().epoch()).isEqualTo(3);
    assertThat(Backup.read(previous).state().epoch()).isEqualTo(1);
  }

  /** Found by the fuzzer: the error had no message. */
  @Test
  void anEntryBehindTheEndIsToldInOneLine() throws IOException {
    Files.write(newest, SmallModels.outOfReach(Files.readAllBytes(newest)));
    assertThatThrownBy(() -> Backup.read(newest))
        .isInstanceOf(IOException.class)
        .hasMessage("it is cut off or damaged");
  }

  @Test
  void twoDamagedOnesAreAnError() throws IOException {
    Files.write(newest, new byte[100]);
    Files.write(previous, new byte[0]);
    assertThatThrownBy(() -> backups.newest(warnings::add))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("no backup in " + folder + " can be read (backup.zip: ")
        .hasMessageEndingWith("; train again");
  }

  @Test
  void aBackupThatCannotBeWrittenLeavesTheOthers() throws IOException {
    BackupFolder blocked = BackupFolder.at(Files.createFile(folder.resolve("file")));
    assertThatThrownBy(() -> blocked.save(NET, state(1), sections()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot write the backup");
    assertThat(backups.newest(warnings::add).orElseThrow().state().epoch()).isEqualTo(2);
  }

  @Test
  void anEndHoldsUntilTheNextBackup() throws IOException {
    assertThat(backups.isFinished(backups.newest(warnings::add).orElseThrow())).isFalse();
    backups.finish();
    assertThat(backups.isFinished(backups.newest(warnings::add).orElseThrow())).isTrue();
    backups.save(NET, state(3), sections());
    assertThat(backups.isFinished(backups.newest(warnings::add).orElseThrow())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "{",
        "{\"format\": 2}",
        "{\"format\": 1, \"epoch\": -1, \"batch\": 0, \"meter\": null, \"history\": [], \"stopReason\": null, \"random\": null, \"listeners\": {}}",
        "{\"format\": 1, \"epoch\": 1, \"batch\": 0, \"meter\": {\"lossSum\": 0, \"correct\": 0, \"images\": 0, \"seconds\": 0}, \"history\": [null], \"stopReason\": null, \"random\": {\"root\": 1, \"node\": 2}, \"listeners\": {\"a\": null}}"
      })
  void aForeignStateIsToldInOneLine(String json) throws IOException {
    Map<String, byte[]> entries = Backup.entries(NET, state(1), sections());
    entries.put("training.json", json.getBytes(StandardCharsets.UTF_8));
    BackupFile.write(newest, entries);
    assertThatThrownBy(() -> Backup.read(newest))
        .isInstanceOf(IOException.class)
        .hasMessageMatching("[^\n]+");
  }

  private static Map<String, Map<String, Object>> sections() {
    return Map.of("options", Map.of("epochs", 3));
  }

  static TrainingState state(int epoch) {
    return new TrainingState(
        epoch,
        1,
        new TrainingState.Meter(0.1, 5, 16, 0.25),
        List.of(new EpochLogs(0, 0.1, 0.2, Double.NaN, Double.NaN, 1e-3, 2)),
        "enough",
        new RandomState(Long.MIN_VALUE, 7),
        Map.of(
            "a#0",
            new ListenerState(
                Map.of("best", Double.NaN, "wait", 3, "file", "x"),
                Map.of("weights", new double[] {0.1f, Double.MIN_VALUE, -0.0}))));
  }
}
