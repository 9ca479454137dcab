package recipe4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

class GzipTest {
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  @Test
  void unpacksWhatJavaPacks() throws IOException {
    Random random = new Random(1);
    for (int length : new int[] {0, 1, 1 << 16, 300_000}) {
      byte[] content = new byte[length];
      random.nextBytes(content);
      assertThat(unpacked(packed(content))).isEqualTo(content);
      Arrays.fill(content, (byte) 7);
      assertThat(unpacked(packed(content))).isEqualTo(content);
    }
  }

  @Test
  void membersFollowEachOther() throws IOException {
    byte[] members = joined(packed(new byte[] {1}), packed(new byte[0]), packed(new byte[] {2}));
    assertThat(unpacked(members)).containsExactly(1, 2);
    assertThat(unpacked(joined(members, new byte[500]))).containsExactly(1, 2);
  }

  /** Java's own stream calls itself for every member. */
  @Test
  void manyEmptyMembersTakeNoStack() throws IOException {
    byte[] empty = packed(new byte[0]);
    byte[] many = new byte[empty.length * 200_000];
    for (int i = 0; i < many.length; i++) {
      many[i] = empty[i % empty.length];
    }
    assertTimeoutPreemptively(Duration.ofSeconds(30), () -> assertThat(unpacked(many)).isEmpty());
  }

  @Test
  void allPartsOfAHeaderArePassedOver() throws IOException {
    byte[] plain = packed(new byte[] {5});
    byte[] parts = {3, 0, 'x', 'y', 'z', 'n', 0, 'c', 0, 9, 9};
    byte[] header = Arrays.copyOf(plain, 10);
    header[3] = 2 | 4 | NAME | COMMENT;
    byte[] rest = Arrays.copyOfRange(plain, 10, plain.length);
    assertThat(unpacked(joined(header, parts, rest))).containsExactly(5);
  }

  @Test
  void aHeaderThatNeverEndsIsRefused() throws IOException {
    byte[] header = Arrays.copyOf(packed(new byte[0]), 20 << 20);
    Arrays.fill(header, 10, header.length, (byte) 'a');
    for (int flag : new int[] {NAME, COMMENT}) {
      header[3] = (byte) flag;
      assertThatThrownBy(() -> unpacked(header))
          .isInstanceOf(ZipException.class)
          .hasMessageContaining("more than 65536 bytes");
    }
  }

  @Test
  void damageIsTold() throws IOException {
    byte[] good = packed(new byte[1000]);
    assertThatThrownBy(() -> unpacked(Arrays.copyOf(good, good.length - 1)))
        .isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> unpacked(Arrays.copyOf(good, 5))).isInstanceOf(EOFException.class);
    for (int at : new int[] {2, 3, 12, good.length - 8, good.length - 1}) {
      byte[] bad = good.clone();
      bad[at] ^= (byte) 0xE1;
      assertThatThrownBy(() -> unpacked(bad)).as("byte " + at).isInstanceOf(IOException.class);
    }
    assertThatThrownBy(() -> unpacked(new byte[] {'P', 'K'})).isInstanceOf(ZipException.class);
  }

  private static byte[] unpacked(byte[] file) throws IOException {
    try (Gzip gzip = new Gzip(new ByteArrayInputStream(file))) {
      return gzip.readAllBytes();
    }
  }

  private static byte[] packed(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }
}
