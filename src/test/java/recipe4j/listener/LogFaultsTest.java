package recipe4j.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Logs under a clock that jumps, in a folder that vanishes, on a disk that is full. */
class LogFaultsTest {
  private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

  @TempDir private Path folder;

  @Test
  void aClockThatWasSetBackPutsNoFileBeforeAnOldOne() throws IOException {
    EventFile first = EventFile.create(folder, InstantSource.fixed(NOON));
    EventFile later = EventFile.create(folder, InstantSource.fixed(NOON.minusSeconds(3600)));
    EventFile last = EventFile.create(folder, InstantSource.fixed(Instant.EPOCH));
    assertThat(List.of(first.name(), later.name(), last.name())).isSorted();
  }

  @Test
  void timeRunsEvenlyWhateverTheClockDoes() throws IOException {
    EventFile events = EventFile.create(folder, InstantSource.fixed(NOON));
    for (int step = 0; step < 3; step++) {
      events.scalar("epoch_loss", 1, step);
    }
    List<EventRecords.Point> points =
        EventRecords.points(Files.readAllBytes(folder.resolve(events.name())));
    assertThat(points)
        .extracting(EventRecords.Point::time)
        .isSorted()
        .allMatch(time -> time >= NOON.getEpochSecond() && time < NOON.getEpochSecond() + 60);
  }

  @Test
  void aRemovedEventFileGoesOnFromThere() throws IOException {
    Path logs = folder.resolve("logs");
    EventFile events = EventFile.create(logs, InstantSource.system());
    events.scalar("epoch_loss", 1, 0);
    Files.delete(logs.resolve(events.name()));
    Files.delete(logs);
    events.scalar("epoch_loss", 0.5, 1);
    byte[] content = Files.readAllBytes(logs.resolve(events.name()));
    assertThat(EventRecords.points(content))
        .extracting(EventRecords.Point::step)
        .containsExactly(1L);
  }

  @Test
  void aRecordIsAppendedAsAWhole() throws IOException {
    Path file = folder.resolve("deep/log");
    AppendedFile.append(file, "one\n");
    AppendedFile.append(file, "two\n");
    assertThat(file).hasContent("one\ntwo\n");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsAnError() {
    assertThatThrownBy(() -> AppendedFile.append(Path.of("/dev/full"), "line\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No space left");
  }

  @Test
  void aForeignNameIsLeftAlone() throws IOException {
    EventFile.create(folder, InstantSource.system());
    Files.writeString(folder.resolve("events.out.tfevents.soon.foreign"), "");
    EventFile.create(folder, InstantSource.system());
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(3);
    }
  }
}
