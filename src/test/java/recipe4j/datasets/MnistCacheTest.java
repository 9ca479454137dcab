package recipe4j.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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
import recipe4j.data.IdxFixture;
import recipe4j.data.Mirror;
import recipe4j.datasets.download.Deadline;
import recipe4j.datasets.download.DownloadException;
import recipe4j.datasets.download.DownloadProgress;
import recipe4j.datasets.download.FolderQueue;
import recipe4j.datasets.download.MirrorDownload;
import recipe4j.datasets.idx.IdxPart;

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
        .singleElement()
        .asString()
        .startsWith(
            "waiting for process %d (recipe4j, filling its cache) of user "
                .formatted(ProcessHandle.current().pid()))
        .endsWith(", which holds " + folder);
    for (IdxPart part : IdxPart.values()) {
      assertThat(folder.resolve(part.fileName())).hasBinaryContent(parts.get(part));
    }
  }

  @Test
  void givesUpWaitingAtTheTimeLimit() throws IOException {
    try (Mirror mirror = Mirror.of(parts)) {
      MnistCache cache = cache(mirror, listener(new CountDownLatch(1)), Duration.ofMillis(200));
      FolderQueue.whileHeld(
          folder,
          Deadline.in(Duration.ofSeconds(1)),
          messages::add,
          () ->
              assertThatThrownBy(cache::download)
                  .isInstanceOf(DownloadException.class)
                  .hasMessageStartingWith(
                      "time limit of 200 ms is over, still waiting for process "));
      assertThat(mirror.requests()).isEmpty();
    }
    assertThat(messages).hasSize(1);
  }

  @Test
  void lockIsFreeAgainAfterwards() throws IOException {
    List<String> holders = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 2; i++) {
      FolderQueue.whileHeld(
          folder, Deadline.in(Duration.ofSeconds(1)), messages::add, () -> holders.add("once"));
    }
    assertThat(holders).hasSize(2);
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
