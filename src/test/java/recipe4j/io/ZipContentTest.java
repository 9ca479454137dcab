package recipe4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recipe4j.SmallData;
import recipe4j.keras.KerasFile;
import recipe4j.model.KerasCnn;
import recipe4j.model.ModelFile;

class ZipContentTest {
  @TempDir Path folder;

  @Test
  void aChangedByteIsDamage() throws IOException {
    byte[] content = "weights, not packed".getBytes(StandardCharsets.US_ASCII);
    Path file = folder.resolve("stored.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      ZipEntry entry = new ZipEntry("w");
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(content.length);
      CRC32 sum = new CRC32();
      sum.update(content);
      entry.setCrc(sum.getValue());
      out.putNextEntry(entry);
      out.write(content);
    }
    assertThat(read(file, 100)).isEqualTo(content);
    assertThat(read(file, 5)).hasSize(6);
    byte[] changed = Files.readAllBytes(file);
    int at = new String(changed, StandardCharsets.ISO_8859_1).indexOf("not packed");
    changed[at] ^= 1;
    Files.write(file, changed);
    assertThatThrownBy(() -> read(file, 100))
        .isInstanceOf(ZipException.class)
        .hasMessage("its checksum is not that of its content");
  }

  private static byte[] read(Path file, long most) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return ZipContent.read(zip, zip.getEntry("w"), most);
    }
  }

  /** Each entry of a model of ours and of Keras's format. */
  @Test
  void modelsWithAWrongChecksumAreRefused() throws IOException {
    var net = KerasCnn.create(SmallData.bars(4, 3).shape(), 1);
    Path ours = folder.resolve("model.zip");
    ModelFile.save(ours, net, Map.of());
    Path keras = folder.resolve("model.keras");
    KerasFile.write(keras, net);
    for (Path file : new Path[] {ours, keras}) {
      byte[] whole = Files.readAllBytes(file);
      String text = new String(whole, StandardCharsets.ISO_8859_1);
      int at = text.indexOf("PK\1\2");
      assertThat(at).isPositive();
      for (; at >= 0; at = text.indexOf("PK\1\2", at + 4)) {
        if (text.startsWith("metadata.json", at + 46)) {
          continue; // not read
        }
        byte[] changed = whole.clone();
        changed[at + 16] ^= 1;
        Files.write(file, changed);
        assertThatThrownBy(
                () -> {
                  if (file == ours) {
                    ModelFile.load(file);
                  } else {
                    KerasFile.read(file);
                  }
                })
            .isInstanceOf(IOException.class)
            .hasMessageContaining("its checksum is not that of its content");
      }
    }
  }
}
