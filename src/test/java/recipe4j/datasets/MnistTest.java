package recipe4j.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.Adler32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import recipe4j.data.IdxFixture;
import recipe4j.data.ImageDataset;
import recipe4j.data.LabelledImages;
import recipe4j.data.Mirror;
import recipe4j.datasets.idx.IdxPart;
import recipe4j.io.Gzip;

/** With the full MNIST, where the environment says it is. */
@EnabledIfEnvironmentVariable(named = DataEnvironment.DATA_VARIABLE, matches = ".+")
class MnistTest {
  private static final Path MNIST =
      Path.of(System.getenv().getOrDefault(DataEnvironment.DATA_VARIABLE, ""));

  @TempDir Path folder;

  @Test
  void loadsTheFolderInTheEnvironment() throws IOException {
    ImageDataset mnist = Mnist.load(options().build());
    assertThat(mnist.train().count()).isEqualTo(48_000);
    assertThat(mnist.validation().count()).isEqualTo(12_000);
    assertThat(mnist.test().count()).isEqualTo(10_000);
    assertThat(mnist.info().name()).isEqualTo("mnist");
    assertThat(mnist.info().sha256())
        .containsEntry("t10k-images-idx3-ubyte", Mnist.CHECKSUMS.get(IdxPart.TEST_IMAGES));
    ImageDataset asIdx = IdxFolder.load(MNIST, 0.2);
    assertThat(mnist.shape()).isEqualTo(asIdx.shape());
    assertSame(mnist.train(), asIdx.train());
    assertSame(mnist.validation(), asIdx.validation());
    assertSame(mnist.test(), asIdx.test());
  }

  /** The published sums: MD5, and those that DL4J knows and never checks. */
  @Test
  void checksumsAreOfTheFilesWithThePublishedSums() throws Exception {
    Map<IdxPart, String> md5 =
        Map.of(
            IdxPart.TRAIN_IMAGES, "6bbc9ace898e44ae57da46a324031adb",
            IdxPart.TRAIN_LABELS, "a25bea736e30d166cdddb491f175f624",
            IdxPart.TEST_IMAGES, "2646ac647ad5339dbf082846283269ea",
            IdxPart.TEST_LABELS, "27ae3e4e09519cfbb04c329615203637");
    Map<IdxPart, Long> adler32 =
        Map.of(
            IdxPart.TRAIN_IMAGES, 2094436111L,
            IdxPart.TRAIN_LABELS, 4008842612L,
            IdxPart.TEST_IMAGES, 2165396896L,
            IdxPart.TEST_LABELS, 2212998611L);
    Map<IdxPart, byte[]> parts = parts();
    for (IdxPart part : IdxPart.values()) {
      byte[] content = parts.get(part);
      Adler32 adler = new Adler32();
      adler.update(content);
      assertThat(adler.getValue()).isEqualTo(adler32.get(part));
      byte[] digest = MessageDigest.getInstance("MD5").digest(content);
      assertThat(HexFormat.of().formatHex(digest)).isEqualTo(md5.get(part));
      assertThat(IdxFixture.sha256(content)).isEqualTo(Mnist.CHECKSUMS.get(part));
    }
  }

  @Test
  void downloadsAndLoadsIt() throws IOException {
    try (Mirror mirror = Mirror.of(parts())) {
      DataOptions options =
          options().mirrors(List.of(mirror.address())).cache(folder.resolve("cache")).build();
      assertThat(Mnist.download(options)).isEqualTo(folder.resolve("cache"));
      Mnist.download(options);
      assertThat(mirror.requests()).hasSize(4);
      assertThat(Mnist.places(options))
          .filteredOn(place -> place.location().equals(folder.resolve("cache")))
          .extracting(DataPlace::state)
          .containsExactly(DataPlace.State.VERIFIED);
    }
  }

  private DataOptions.Builder options() {
    return DataOptions.builder()
        .environment(IdxFixture.emptyMachine(folder))
        .folder(MNIST)
        .download(false);
  }

  private static Map<IdxPart, byte[]> parts() throws IOException {
    Map<IdxPart, byte[]> parts = new EnumMap<>(IdxPart.class);
    for (Map.Entry<IdxPart, Path> file : IdxPart.findIn(MNIST).entrySet()) {
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      try (InputStream in = Gzip.openUnpacked(file.getValue())) {
        in.transferTo(content);
      }
      parts.put(file.getKey(), content.toByteArray());
    }
    return parts;
  }

  private static void assertSame(LabelledImages found, LabelledImages expected) {
    assertThat(found.labels()).isEqualTo(expected.labels());
    for (int i = 0; i < expected.count(); i++) {
      if (!java.util.Arrays.equals(found.pixels(i), expected.pixels(i))) {
        throw new AssertionError("image %d differs".formatted(i));
      }
    }
  }
}
