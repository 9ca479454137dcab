package recipe4j.datasets.idx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recipe4j.data.IdxFixture;
import recipe4j.data.InvalidDataException;

class IdxArrayTest {
  private static final byte[] IMAGES = IdxFixture.images(3, 4, 5);

  @TempDir Path folder;

  @Test
  void readsRawAndGzippedByContentNotByName() throws IOException {
    Path raw = Files.write(folder.resolve("raw.gz"), IMAGES);
    Path packed = Files.write(folder.resolve("packed"), IdxFixture.gzip(IMAGES));
    for (Path file : new Path[] {raw, packed}) {
      IdxArray array = IdxArray.read(file, 3);
      assertThat(new int[] {array.size(0), array.size(1), array.size(2)}).containsExactly(3, 4, 5);
      assertThat(array.values()).isEqualTo(Arrays.copyOfRange(IMAGES, 16, IMAGES.length));
      assertThat(array.sha256()).isEqualTo(IdxFixture.sha256(IMAGES));
    }
  }

  @Test
  void refusesEmptyFile() {
    refuses(new byte[0], 3, "f: an IDX file must start with a magic number, found an empty file");
    refuses(IdxFixture.gzip(new byte[0]), 3, "found an empty file");
  }

  @Test
  void refusesWrongMagicNumber() {
    byte[] wrong = IMAGES.clone();
    wrong[2] = 0x0d;
    refuses(wrong, 3, "f: the magic number of images must be 2051, found 3331; give an IDX file");
    refuses(IMAGES, 1, "the magic number of labels must be 2049, found 2051", "swapped");
    refuses("<html>not found</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8), 3, "magic");
  }

  @Test
  void refusesCutHeader() {
    refuses(Arrays.copyOf(IMAGES, 10), 3, "header of an IDX file must have 16 bytes, found 10");
  }

  @Test
  void refusesTruncatedImages() {
    byte[] cut = Arrays.copyOf(IMAGES, 50);
    refuses(cut, 3, "f: 3x4x5 values need a file of 76 bytes, found 50; get the file again");
    refuses(IdxFixture.gzip(cut), 3, "need a file of 76 bytes, found 50");
    byte[] packed = IdxFixture.gzip(IMAGES);
    refuses(Arrays.copyOf(packed, packed.length - 12), 3, "f: ", "again");
  }

  @Test
  void refusesTrailingBytes() {
    byte[] longer = Arrays.copyOf(IMAGES, IMAGES.length + 1);
    refuses(longer, 3, "need a file of 76 bytes, found 77");
    refuses(IdxFixture.gzip(longer), 3, "need a file of 76 bytes, found more");
  }

  @Test
  void refusesSizesBeforeTakingMemory() {
    byte[] huge =
        ByteBuffer.allocate(16).putInt(2051).putInt(2_000_000_000).putInt(1).putInt(1).array();
    refuses(huge, 3, "2000000000x1x1 values need a file of 2000000016 bytes, found 16");
    refuses(
        IdxFixture.gzip(huge),
        3,
        "at most 200 times its size, found 2000000016 bytes for 2000000000x1x1");
    byte[] tooMany =
        ByteBuffer.allocate(16).putInt(2051).putInt(70_000).putInt(999).putInt(999).array();
    refuses(tooMany, 3, "a file must hold less than 2 GB, found 70000x999x999 values");
    byte[] negative = ByteBuffer.allocate(16).putInt(2051).putInt(-1).putInt(1).putInt(1).array();
    refuses(negative, 3, "every dimension must be 1 to 2147483647, found 4294967295x1x1");
    refuses(ByteBuffer.allocate(8).putInt(2049).putInt(0).array(), 1, "found 0");
  }

  @Test
  void takesLabelsThatPackWell() throws IOException {
    byte[] labels = Arrays.copyOf(IdxArray.header(1_000_000), 8 + 1_000_000);
    byte[] packed = IdxFixture.gzip(labels);
    assertThat(packed).hasSizeLessThan(10_000);
    assertThat(IdxArray.parse("f", packed, 1).size(0)).isEqualTo(1_000_000);
  }

  @Test
  void refusesDamagedGzip() {
    byte[] packed = IdxFixture.gzip(IMAGES);
    packed[packed.length - 6] ^= 1; // in the checksum
    refuses(packed, 3, "f: a gzip file must unpack, found: ");
  }

  @Test
  void saysThatAFileIsMissing() {
    assertThatThrownBy(() -> IdxArray.read(folder.resolve("none"), 3))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("none: a file must be there");
  }

  @Property(tries = 200)
  void readsBackWhatIsWritten(
      @ForAll @IntRange(min = 1, max = 9) int count,
      @ForAll @IntRange(min = 1, max = 9) int height,
      @ForAll @IntRange(min = 1, max = 9) int width,
      @ForAll boolean packed)
      throws IOException {
    byte[] file = IdxFixture.images(count, height, width);
    IdxArray array = IdxArray.parse("f", packed ? IdxFixture.gzip(file) : file, 3);
    assertThat(array.size(0)).isEqualTo(count);
    assertThat(array.sha256()).isEqualTo(IdxFixture.sha256(file));
  }

  /** Whatever the bytes are, the parser either reads them all or says what is wrong. */
  @Property(tries = 500)
  void answersAnyBytes(
      @ForAll @Size(max = 40) byte[] tail, @ForAll boolean header, @ForAll boolean packed)
      throws IOException {
    byte[] file = tail;
    if (header) {
      file = ByteBuffer.allocate(4 + tail.length).putInt(2049).put(tail).array();
    }
    byte[] content = packed ? IdxFixture.gzip(file) : file;
    try {
      assertThat(IdxArray.parse("f", content, 1).values()).hasSize(file.length - 8);
    } catch (InvalidDataException e) {
      assertThat(e.getMessage()).startsWith("f: ").doesNotContain("\n");
    }
  }

  private static void refuses(byte[] content, int dimensions, String... words) {
    assertThatThrownBy(() -> IdxArray.parse("f", content, dimensions))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContainingAll(words);
  }
}
