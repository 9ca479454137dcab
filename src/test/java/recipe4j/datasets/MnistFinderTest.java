package recipe4j.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import recipe4j.data.IdxFixture;
import recipe4j.data.InvalidDataException;
import recipe4j.data.LabelledImages;
import recipe4j.data.Mirror;
import recipe4j.datasets.download.DownloadException;
import recipe4j.datasets.download.MirrorDownload;
import recipe4j.datasets.idx.IdxPart;

/** With small files whose checksums stand for MNIST's. */
@Timeout(20)
class MnistFinderTest {
  private static final MirrorDownload.Pace FAST =
      new MirrorDownload.Pace(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ZERO, 2);

  private final Map<IdxPart, byte[]> parts = IdxFixture.parts();
  private final Map<IdxPart, String> checksums = IdxFixture.checksums(parts);
  private final List<String> messages = new ArrayList<>();
  @TempDir Path home;
  private DataEnvironment machine;
  private Path cache;
  private Path user;

  @BeforeEach
  void start() {
    machine = IdxFixture.emptyMachine(home);
    cache = machine.cache();
    user = home.resolve("user");
  }

  @Test
  void takesRawFilesWhereTheyAre() throws IOException {
    IdxFixture.writeRaw(user, parts);
    assertThat(find(given()))
        .isEqualTo(new MnistFinder.RawFiles(user, "the folder given, " + user));
    assertThat(cache).doesNotExist();
  }

  @Test
  void unpacksGzippedFilesToTheCache() throws IOException {
    IdxFixture.writePacked(user, parts);
    assertThat(folder(find(given()))).isEqualTo(cache);
    assertCacheIsComplete();
    long written = Files.getLastModifiedTime(cached(IdxPart.TRAIN_IMAGES)).toMillis();
    Files.write(cached(IdxPart.TEST_LABELS), new byte[3]);
    assertThat(folder(find(given()))).isEqualTo(cache); // mends what is damaged, leaves the rest
    assertCacheIsComplete();
    assertThat(Files.getLastModifiedTime(cached(IdxPart.TRAIN_IMAGES)).toMillis())
        .isEqualTo(written);
  }

  @Test
  void unpacksKerassArchive() throws IOException {
    Path archive = IdxFixture.writeKeras(user.resolve("mnist.npz"), parts);
    assertThat(folder(find(given()))).isEqualTo(cache);
    assertCacheIsComplete();
    assertThat(folder(find(options().folder(archive)))).isEqualTo(cache);
  }

  @Test
  void unpacksFilesUnderOtherNames() throws IOException {
    Files.createDirectories(user);
    for (Map.Entry<IdxPart, byte[]> part : parts.entrySet()) {
      String name = part.getKey().fileName().replace("-idx", ".idx");
      Files.write(user.resolve(name), part.getValue());
    }
    assertThat(folder(find(given()))).isEqualTo(cache);
    assertCacheIsComplete();
  }

  /** No folder of the system's takes its place: that may be full or missing. */
  @Test
  void readsFromMemoryIfTheCacheCantBeWritten() throws IOException {
    IdxFixture.writePacked(user, parts);
    Path blocked = Files.write(home.resolve("blocked"), new byte[1]).resolve("cache");
    MnistFinder.Found found = find(given().cache(blocked));
    assertThat(found).isInstanceOf(MnistFinder.PackedFiles.class);
    assertHolds(found.train(), IdxPart.TRAIN_IMAGES, IdxPart.TRAIN_LABELS);
    assertHolds(found.test(), IdxPart.TEST_IMAGES, IdxPart.TEST_LABELS);
    Files.write(user.resolve(IdxPart.TEST_LABELS.packedName()), IdxFixture.gzip(new byte[8]));
    assertThatThrownBy(found::test).hasMessageContaining("must have the SHA-256 sum");
  }

  private void assertHolds(LabelledImages images, IdxPart pixels, IdxPart labels) {
    byte[] expected = parts.get(pixels);
    int size = images.shape().pixels();
    for (int i = 0; i < images.count(); i++) {
      assertThat(images.pixels(i))
          .isEqualTo(Arrays.copyOfRange(expected, 16 + i * size, 16 + (i + 1) * size));
      assertThat(images.label(i)).isEqualTo(parts.get(labels)[8 + i]);
    }
    assertThat(images.count()).isEqualTo(parts.get(labels).length - 8).isPositive();
  }

  /** As any file that the user makes, not as the system's temporary ones. */
  @Test
  void theCacheIsForWhomTheUserLetsRead() throws IOException {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    IdxFixture.writePacked(user, parts);
    assertThat(folder(find(given()))).isEqualTo(cache);
    Path usual = Files.createFile(home.resolve("usual"));
    for (IdxPart part : IdxPart.values()) {
      assertThat(Files.getPosixFilePermissions(cache.resolve(part.fileName())))
          .isEqualTo(Files.getPosixFilePermissions(usual));
    }
  }

  @Test
  void whatMayNotBeReadIsNotCalledDamaged() {
    assertThat(MnistFinder.reason(new AccessDeniedException("/data/mnist")))
        .isEqualTo("/data/mnist: it may not be read (permission denied); change its permissions");
    assertThat(MnistFinder.reason(new IOException("a.gz: cut off"))).isEqualTo("a.gz: cut off");
  }

  @Test
  void folderGivenMustBeGood() throws IOException {
    IdxFixture.writeRaw(cache, parts); // no substitute for what was asked for
    refuses(FileNotFoundException.class, "found no such folder; give another one as --data");
    Files.createDirectories(user);
    refuses(
        FileNotFoundException.class, "must hold MNIST's four files or mnist.npz, found neither");
    IdxFixture.writeRaw(user, parts);
    Files.delete(user.resolve(IdxPart.TRAIN_LABELS.fileName()));
    refuses(FileNotFoundException.class, "found no train-labels-idx1-ubyte; add what lacks");
  }

  @Test
  void wrongChecksumIsNeverUsed() throws IOException {
    byte[] wrong = parts.get(IdxPart.TEST_IMAGES).clone();
    wrong[20]++;
    for (boolean packed : new boolean[] {false, true}) {
      IdxFixture.writeRaw(user, parts);
      Path file = user.resolve(IdxPart.TEST_IMAGES.fileName());
      if (packed) {
        Files.delete(file);
        file = user.resolve(IdxPart.TEST_IMAGES.packedName());
      }
      Files.write(file, packed ? IdxFixture.gzip(wrong) : wrong);
      refuses(
          InvalidDataException.class,
          file
              + ": the unpacked content must have the SHA-256 sum "
              + checksums.get(IdxPart.TEST_IMAGES)
              + ", found "
              + IdxFixture.sha256(wrong)
              + "; delete it and run again, or use --dataset idx to read it as it is");
      assertThat(cached(IdxPart.TEST_IMAGES)).doesNotExist();
    }
  }

  @Test
  void damagedArchivesAreOneClearLine() throws IOException {
    IdxFixture.writePacked(user, parts);
    Path file = user.resolve(IdxPart.TRAIN_IMAGES.packedName());
    byte[] packed = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(packed, packed.length / 2));
    refuses(InvalidDataException.class, file + ": the file must unpack, found it damaged");
    Files.delete(file);
    Files.write(user.resolve("mnist.npz"), new byte[100]);
    refuses(InvalidDataException.class, "mnist.npz: the file must unpack, found it damaged");
  }

  @Test
  void looksInTheUsualPlacesInOrder() throws IOException {
    List<Path> folders = List.of(cache, machine.dl4jCaches().get(0), machine.dl4jCaches().get(1));
    IdxFixture.writeKeras(machine.kerasArchive(), parts);
    for (int i = folders.size() - 1; i >= 0; i--) {
      IdxFixture.writeRaw(folders.get(i), parts);
      assertThat(folder(find(options()))).isEqualTo(folders.get(i));
    }
  }

  @Test
  void findsKerassCacheLast() throws IOException {
    IdxFixture.writeKeras(machine.kerasArchive(), parts);
    MnistFinder.Found found = find(options());
    assertThat(folder(found)).isEqualTo(cache);
    assertThat(found.origin()).isEqualTo("Keras's cache, " + machine.kerasArchive());
    assertCacheIsComplete();
  }

  @Test
  void passesOverADamagedCacheThatNobodyNamedAndSaysSo() throws IOException {
    IdxFixture.writeRaw(cache, parts);
    Files.write(cached(IdxPart.TRAIN_LABELS), new byte[3]);
    Path dl4j = IdxFixture.writeRaw(machine.dl4jCaches().get(0), parts);
    assertThat(folder(find(options()))).isEqualTo(dl4j);
    Files.delete(dl4j.resolve(IdxPart.TRAIN_LABELS.fileName()));
    assertThatThrownBy(() -> find(options()))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining(cached(IdxPart.TRAIN_LABELS) + ": the unpacked content must have")
        .hasMessageContaining("delete it and run again")
        .hasMessageContaining(") and may not be downloaded; to have it, ")
        .hasMessageContaining("run `recipe4j data --download`, or put its four files in a folder")
        .hasMessageNotContaining("\n");
  }

  @Test
  void downloadsWhatTheCacheLacks() throws IOException {
    IdxFixture.writeRaw(cache, parts);
    Files.delete(cached(IdxPart.TEST_LABELS));
    Files.write(cached(IdxPart.TRAIN_LABELS), new byte[3]);
    try (Mirror mirror = Mirror.of(parts)) {
      assertThat(folder(find(online(mirror.address())))).isEqualTo(cache);
      assertThat(mirror.requests())
          .containsExactly("train-labels-idx1-ubyte.gz", "t10k-labels-idx1-ubyte.gz");
    }
    assertCacheIsComplete();
  }

  @Test
  void failsWithARemedyIfTheMirrorsLackIt() throws IOException {
    try (Mirror empty = new Mirror()) {
      assertThatThrownBy(() -> find(online(empty.address())))
          .isInstanceOf(DownloadException.class)
          .hasMessageContaining(
              "the full MNIST is not on this machine; train-images-idx3-ubyte.gz could not")
          .hasMessageContaining("HTTP status 404")
          .hasMessageContaining("run `recipe4j data --download`")
          .hasMessageContaining("give it as --data");
    }
    assertThat(cached(IdxPart.TRAIN_IMAGES)).doesNotExist();
  }

  @Test
  void saysThatTheCacheCantBeWritten() throws IOException {
    Path blocked = Files.write(home.resolve("blocked"), new byte[1]).resolve("cache");
    try (Mirror mirror = Mirror.of(parts)) {
      assertThatThrownBy(() -> find(online(mirror.address()).cache(blocked)))
          .isInstanceOf(DownloadException.class)
          .hasMessageContaining(blocked + ": the cache folder must be writable, found ");
      assertThat(mirror.requests()).isEmpty();
    }
  }

  @Test
  void listsThePlaces() throws IOException {
    IdxFixture.writePacked(user, parts);
    IdxFixture.writeRaw(cache, parts);
    Files.delete(cached(IdxPart.TEST_LABELS));
    IdxFixture.writeRaw(machine.dl4jCaches().get(0), parts);
    Files.write(machine.dl4jCaches().get(0).resolve(IdxPart.TEST_LABELS.fileName()), new byte[1]);
    List<DataPlace> places = new MnistFinder(given().build(), checksums, FAST).places();
    assertThat(places)
        .extracting(DataPlace::state)
        .containsExactly(
            DataPlace.State.VERIFIED,
            DataPlace.State.INCOMPLETE,
            DataPlace.State.WRONG_CHECKSUM,
            DataPlace.State.ABSENT,
            DataPlace.State.ABSENT);
    assertThat(places)
        .extracting(DataPlace::location)
        .startsWith(user, cache)
        .endsWith(machine.kerasArchive());
    assertThat(places.get(1).detail()).isEqualTo("no t10k-labels-idx1-ubyte");
    assertThat(places.get(2).detail()).contains("SHA-256 sum");
    assertThat(cached(IdxPart.TEST_LABELS)).doesNotExist();
  }

  private DataOptions.Builder options() {
    return DataOptions.builder().environment(machine).download(false);
  }

  private DataOptions.Builder given() {
    return options().folder(user);
  }

  private DataOptions.Builder online(URI mirror) {
    return options().download(true).mirrors(List.of(mirror));
  }

  private MnistFinder.Found find(DataOptions.Builder options) throws IOException {
    return new MnistFinder(options.build(), checksums, FAST).find();
  }

  private static Path folder(MnistFinder.Found found) {
    return ((MnistFinder.RawFiles) found).folder();
  }

  private void refuses(Class<? extends IOException> type, String words) {
    assertThatThrownBy(() -> find(given()))
        .isInstanceOf(type)
        .hasMessageContaining(words)
        .hasMessageNotContaining("\n");
  }

  private Path cached(IdxPart part) {
    return cache.resolve(part.fileName());
  }

  private void assertCacheIsComplete() throws IOException {
    for (IdxPart part : IdxPart.values()) {
      assertThat(cached(part)).hasBinaryContent(parts.get(part));
    }
    assertThat(cache).isDirectoryNotContaining("glob:**{.tmp,.part}");
    assertThat(messages).isEmpty();
  }
}
