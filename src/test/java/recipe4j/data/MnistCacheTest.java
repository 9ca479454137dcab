package recipe4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class MnistCacheTest {
  private final Map<IdxPart, byte[]> parts = IdxFixture.parts();
  private final List<String> messages = new CopyOnWriteArrayList<>();
  @TempDir Path folder;

  @Test
  void twoDownloadsAtOnceFetchEveryFileOnce() throws Exception {
    CountDownLatch secondWaits = new CountDownLatch(1);
    DownloadProgress progress = listener(secondWaits);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (Mirror mirror = Mirror.of(parts)) {
      mirror.then(
          (exchange, file) -> {
            awaitQuietly(secondWaits);
            Mirror.well(exchange, file);
          });
      MnistCache cache = cache(mirror, progress, Duration.ofSeconds(10));
      List<Future<Path>> both = threads.invokeAll(List.of(cache::download, cache::download));
      for (Future<Path> one : both) {
        assertThat(one.get()).isEqualTo(folder);
      }
      assertThat(mirror.requests()).hasSize(4).doesNotHaveDuplicates();
    } finally {
      threads.shutdownNow();
    }
    assertThat(messages)
        .containsExactly(
            "waiting for another thread of process %d, which holds %s"
                .formatted(ProcessHandle.current().pid(), folder.resolve(".lock")));
    for (IdxPart part : IdxPart.values()) {
      assertThat(folder.resolve(part.fileName())).hasBinaryContent(parts.get(part));
    }
  }

  @Test
  void givesUpWaitingAtTheTimeLimit() throws IOException {
    try (Mirror mirror = Mirror.of(parts)) {
      MnistCache cache = cache(mirror, listener(new CountDownLatch(1)), Duration.ofMillis(200));
      FolderLock.whileHeld(
          folder,
          Deadline.in(Duration.ofSeconds(1)),
          messages::add,
          () ->
              assertThatThrownBy(cache::download)
                  .isInstanceOf(DownloadException.class)
                  .hasMessageStartingWith(
                      "time limit of 200 ms is over, still waiting for another thread of process "));
      assertThat(mirror.requests()).isEmpty();
    }
    assertThat(messages).hasSize(1);
  }

  @Test
  void lockIsFreeAgainAfterwards() throws IOException {
    List<String> holders = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 2; i++) {
      FolderLock.whileHeld(
          folder,
          Deadline.in(Duration.ofSeconds(1)),
          messages::add,
          () -> holders.add(Files.readString(folder.resolve(FolderLock.NAME))));
    }
    assertThat(holders).hasSize(2).containsOnly("process " + ProcessHandle.current().pid());
    assertThat(messages).isEmpty();
  }

  private MnistCache cache(Mirror mirror, DownloadProgress progress, Duration limit) {
    DataOptions options =
        DataOptions.builder()
            .cache(folder)
            .mirrors(List.of(mirror.address()))
            .progress(progress)
            .timeLimit(limit)
            .build();
    return new MnistCache(options, IdxFixture.checksums(parts), MirrorDownload.Pace.USUAL);
  }

  private DownloadProgress listener(CountDownLatch onMessage) {
    return new DownloadProgress() {
      @Override
      public void bytes(String file, long done, long total) {}

      @Override
      public void message(String line) {
        messages.add(line);
        onMessage.countDown();
      }
    };
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
