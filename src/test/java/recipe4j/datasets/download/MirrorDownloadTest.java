package recipe4j.datasets.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import recipe4j.data.IdxFixture;
import recipe4j.data.Mirror;

@Timeout(20)
class MirrorDownloadTest {
  private static final String NAME = "digits.gz";
  private static final MirrorDownload.Pace FAST =
      new MirrorDownload.Pace(
          Duration.ofMillis(1500), Duration.ofMillis(400), Duration.ofMillis(1), 3);

  private final byte[] content = new byte[200_000];
  private byte[] packed;
  private final List<String> heard = new ArrayList<>();
  private final List<Long> done = new ArrayList<>();
  private Mirror mirror;
  private Mirror second;
  @TempDir Path folder;
  private Path target;

  @BeforeEach
  void start() throws IOException {
    new Random(1).nextBytes(content);
    packed = IdxFixture.gzip(content);
    target = folder.resolve("digits");
    mirror = new Mirror().put(NAME, packed);
    second = new Mirror().put(NAME, packed);
  }

  @AfterEach
  void stop() {
    mirror.close();
    second.close();
  }

  @Test
  void downloadsUnpacksAndReports() throws IOException {
    fetch(Duration.ofSeconds(10));
    assertContent();
    assertThat(mirror.requests()).containsExactly(NAME);
    assertThat(done).isSorted().startsWith(0L).endsWith((long) packed.length);
    assertThat(heard).containsOnly("digits.gz/" + packed.length);
  }

  @Test
  void goesOnWithWhatIsThere() throws IOException {
    Files.write(part(), Arrays.copyOf(packed, 1234));
    fetch(Duration.ofSeconds(10));
    assertContent();
    assertThat(mirror.requests()).containsExactly(NAME + " bytes=1234-");
    assertThat(done).startsWith(1234L).endsWith((long) packed.length);
  }

  @Test
  void goesOnAfterATransferThatBreaksOff() throws IOException {
    mirror.then(Mirror.cutAfter(50_000));
    fetch(Duration.ofSeconds(10));
    assertContent();
    assertThat(mirror.requests()).hasSize(2);
    assertThat(mirror.requests().get(1)).matches("digits.gz bytes=[1-9]\\d*-");
    assertThat(heard).anyMatch(line -> line.endsWith("; trying again"));
  }

  @Test
  void startsAnewIfTheServerKnowsNoRanges() throws IOException {
    Files.write(part(), Arrays.copyOf(packed, 1234));
    mirror.then(
        (exchange, file) -> {
          exchange.sendResponseHeaders(200, file.length);
          exchange.getResponseBody().write(file);
        });
    fetch(Duration.ofSeconds(10));
    assertContent();
  }

  @Test
  void startsAnewIfThePartIsOfAnotherFile() throws IOException {
    Files.write(part(), new byte[1234]);
    fetch(Duration.ofSeconds(10));
    assertContent();
    assertThat(mirror.requests()).containsExactly(NAME + " bytes=1234-", NAME);
  }

  @Test
  void startsAnewIfThePartIsTooLong() throws IOException {
    Files.write(part(), Arrays.copyOf(packed, packed.length + 1));
    fetch(Duration.ofSeconds(10));
    assertContent();
    assertThat(mirror.requests()).hasSize(2).last().isEqualTo(NAME);
  }

  @Test
  void takesTheNextMirrorIfTheFirstLacksTheFile() throws IOException {
    mirror.then(Mirror.status(404));
    fetch(Duration.ofSeconds(10));
    assertContent();
    assertThat(mirror.requests()).hasSize(1);
    assertThat(second.requests()).hasSize(1);
  }

  @Test
  void triesAgainOnServerErrors() throws IOException {
    mirror.then(Mirror.status(503)).then(Mirror.status(503));
    fetch(Duration.ofSeconds(10));
    assertContent();
    assertThat(mirror.requests()).hasSize(3);
    assertThat(second.requests()).isEmpty();
  }

  @Test
  void neverKeepsWrongContent() throws IOException {
    byte[] wrong = IdxFixture.gzip("wrong".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    mirror.put(NAME, wrong);
    fetch(Duration.ofSeconds(10));
    assertContent();
    second.put(NAME, wrong);
    Files.delete(target);
    assertThatThrownBy(() -> fetch(Duration.ofSeconds(10)))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining(IdxFixture.sha256(content))
        .hasMessageContaining(second.address().toString())
        .hasMessageNotContaining("\n");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void unpacksNoMoreThanMnistNeeds() throws IOException {
    byte[] bomb = IdxFixture.gzip(new byte[(int) VerifiedCopy.MOST_BYTES + 1]);
    mirror.put(NAME, bomb);
    second.put(NAME, bomb);
    assertThatThrownBy(() -> fetch(Duration.ofSeconds(10)))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("must have at most 67108864 bytes");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refusesWhatIsNoGzip() {
    mirror.put(NAME, "<html>log in</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    second.put(NAME, Arrays.copyOf(packed, 500));
    assertThatThrownBy(() -> fetch(Duration.ofSeconds(10)))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("SHA-256")
        .hasMessageContaining("must unpack");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void leavesAServerThatHangs() throws IOException {
    CountDownLatch end = new CountDownLatch(1);
    mirror.then((exchange, file) -> await(end));
    long start = System.nanoTime();
    fetch(Duration.ofSeconds(10));
    end.countDown();
    assertContent();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    assertThat(second.requests()).hasSize(1);
  }

  @Test
  void endsAtTheTimeLimit() {
    CountDownLatch end = new CountDownLatch(1);
    Mirror.Answer trickle =
        (exchange, file) -> {
          exchange.sendResponseHeaders(200, file.length);
          for (int i = 0; i < 1000 && !await(end, 20); i++) {
            exchange.getResponseBody().write(file[i]);
            exchange.getResponseBody().flush();
          }
        };
    mirror.then(trickle);
    assertThatThrownBy(() -> fetch(Duration.ofMillis(300)))
        .isInstanceOf(DownloadException.class)
        .hasMessageStartingWith("time limit of 300 ms is over, last: http://127.0.0.1");
    end.countDown();
    assertThat(target).doesNotExist();
    assertThat(part()).isNotEmptyFile();
  }

  @Test
  void failsSoonWithoutANetwork() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    List<URI> nowhere =
        List.of(URI.create("http://mirror.invalid/"), URI.create("http://127.0.0.1:" + free + "/"));
    MirrorDownload download =
        new MirrorDownload(
            nowhere, listener(), Deadline.in(Duration.ofMinutes(1)), MirrorDownload.Pace.USUAL);
    long start = System.nanoTime();
    assertThatThrownBy(() -> download.fetch(NAME, target, "0"))
        .isInstanceOf(DownloadException.class)
        .hasMessageStartingWith("digits.gz could not be downloaded (unknown host mirror.invalid; ")
        .hasMessageContaining("127.0.0.1:" + free);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
  }

  private void fetch(Duration limit) throws IOException {
    new MirrorDownload(
            List.of(mirror.address(), second.address()), listener(), Deadline.in(limit), FAST)
        .fetch(NAME, target, IdxFixture.sha256(content));
  }

  private DownloadProgress listener() {
    return new DownloadProgress() {
      @Override
      public void bytes(String file, long bytes, long total) {
        done.add(bytes);
        heard.add(file + "/" + total);
      }

      @Override
      public void message(String line) {
        heard.add(line);
      }
    };
  }

  private Path part() {
    return folder.resolve(NAME + ".part");
  }

  private void assertContent() {
    assertThat(target).hasBinaryContent(content);
    assertThat(folder).isDirectoryNotContaining(file -> !file.equals(target));
  }

  private static void await(CountDownLatch latch) {
    await(latch, 10_000);
  }

  private static boolean await(CountDownLatch latch, long millis) {
    try {
      return latch.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
