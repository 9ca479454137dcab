package recipe4j.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.jhdf.exceptions.HdfException;
import io.jhdf.object.message.FilterPipelineMessage.FilterInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recipe4j.keras.hdf5.Hdf5Filters;
import recipe4j.keras.hdf5.Hdf5Reader;
import recipe4j.keras.hdf5.Hdf5Storage;

/** HDF5 files whose trees run in circles, and whose chunks are bombs. */
class HostileHdf5Test {
  private static final Duration HANG = Duration.ofSeconds(60);
  private static final int NODE_LEVEL = 5;
  private static final int NODE_ENTRIES = 6;
  private static final int NODE_KEYS = 24;

  @TempDir static Path folder;

  @BeforeAll
  static void unpack() throws IOException {
    KerasFixtures.unpack(folder);
    try (InputStream in = HostileHdf5Test.class.getResourceAsStream("repacked.zip")) {
      KerasFixtures.unpack(in, folder);
    }
  }

  @Test
  void stopsWhereABranchIsNamedAgainAndAgain() throws IOException {
    ByteBuffer file = file("strides.h5");
    List<Integer> nodes = find(file, "TREE".getBytes(StandardCharsets.US_ASCII));
    assertThat(nodes).hasSizeGreaterThan(10);
    for (int i = 0; i + 1 < nodes.size(); i++) { // each has the next as child, 32 times
      children(file, nodes.get(i), nodes.size() - i, 32, nodes.get(i + 1));
    }
    assertRefused(file, "refer to each other more often than its size allows");
  }

  @Test
  void stopsWhereATreeIsItsOwnChild() throws IOException {
    ByteBuffer file = file("strides.h5");
    for (int node : find(file, "TREE".getBytes(StandardCharsets.US_ASCII))) {
      children(file, node, 1, 2, node);
    }
    assertRefused(file, "damaged");
  }

  @Test
  void oneByteTooFewIsDamage() throws IOException {
    for (String name : List.of("strides.h5", "gzip.h5")) {
      byte[] whole = file(name).array();
      assertThat(Hdf5Reader.open(whole)).isNotNull();
      assertThatThrownBy(() -> Hdf5Reader.open(Arrays.copyOf(whole, whole.length - 1)))
          .isInstanceOf(KerasFormatException.class)
          .hasMessageContaining(
              "it must have %d bytes, found %d".formatted(whole.length, whole.length - 1));
    }
  }

  /**
   * A node of a group's tree: signature, type, level, entries, siblings, then keys and children.
   */
  private static void children(ByteBuffer file, int node, int level, int entries, int child) {
    file.put(node + NODE_LEVEL, (byte) level).putShort(node + NODE_ENTRIES, (short) entries);
    for (int i = 0; i < entries; i++) {
      file.putLong(node + NODE_KEYS + 16 * i + 8, child);
    }
  }

  @Test
  void askingForMoreThanAllIsNoWayRoundTheLimit() throws IOException {
    Hdf5Storage storage = new Hdf5Storage(file("strides.h5").array());
    long allowed = 64L << 20;
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> storage.map(0, Long.MAX_VALUE)).isInstanceOf(RuntimeException.class);
      assertThatThrownBy(() -> storage.charge(-1L >>> 1)).isInstanceOf(HdfException.class);
    }
    storage.charge(allowed);
    assertThatThrownBy(() -> storage.charge(allowed)).isInstanceOf(HdfException.class);
  }

  @Test
  void refusesChunksFarLargerThanTheirDataset() throws IOException {
    ByteBuffer file = file("gzip.h5");
    byte[] layout = {3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0, 0, 4, 0, 0, 0};
    List<Integer> places = find(file, layout); // of the kernel [3, 2, 2, 4] and its moments
    assertThat(places).hasSize(3);
    places.forEach(place -> file.putInt(place, 1 << 20).putInt(place + 4, 1 << 8));
    assertRefused(file, "is stored in chunks of [1048576, 256, 2, 4], far larger than itself");
    places.forEach(place -> file.putInt(place, 0));
    assertRefused(file, "damaged");
  }

  @Test
  void unpacksNoMoreThanAChunkHolds() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bomb)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 1 << 10; i++) { // a gigabyte
        out.write(zeros);
      }
    }
    Hdf5Filters gzip =
        new Hdf5Filters("d", List.of(new FilterInfo(1, "deflate", false, new int[] {4})), 4);
    assertThatThrownBy(() -> gzip.undo(bomb.toByteArray(), new BitSet(), 64))
        .isInstanceOf(HdfException.class)
        .hasMessageContaining("more than its");
    assertThatThrownBy(() -> gzip.undo(new byte[] {1, 2, 3}, new BitSet(), 64))
        .isInstanceOf(HdfException.class);
    BitSet left = new BitSet();
    left.set(0);
    assertThat(gzip.undo(new byte[64], left, 64)).hasSize(64);
  }

  private static ByteBuffer file(String name) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(folder.resolve(name))).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static List<Integer> find(ByteBuffer file, byte[] bytes) {
    List<Integer> places = new ArrayList<>();
    for (int at = 0; at + bytes.length <= file.capacity(); at++) {
      if (file.slice(at, bytes.length).equals(ByteBuffer.wrap(bytes))) {
        places.add(at);
      }
    }
    return places;
  }

  private static void assertRefused(ByteBuffer file, String reason) throws IOException {
    Path hostile = folder.resolve("hostile.h5");
    try (FileChannel out =
        FileChannel.open(
            hostile,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      out.write(file.duplicate().clear());
    }
    Throwable thrown =
        assertTimeoutPreemptively(HANG, () -> catchThrowable(() -> KerasFile.read(hostile)));
    assertThat(thrown).isInstanceOf(KerasFormatException.class).hasMessageContaining(reason);
    assertThat(thrown.getMessage()).doesNotContain("\n");
  }
}
