package recipe4j.uncertainty;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Logits and labels in a small file that numpy reads too: numbers of samples and classes as int32,
 * the logits as float32, the labels as bytes, all little-endian and gzipped.
 */
final class RecordedLogits {
  private final float[][] logits;
  private final int[] labels;

  RecordedLogits(float[][] logits, int[] labels) {
    this.logits = logits;
    this.labels = labels;
  }

  static RecordedLogits read(String resource) throws IOException {
    try (InputStream in = RecordedLogits.class.getResourceAsStream(resource);
        GZIPInputStream unzipped = new GZIPInputStream(in)) {
      ByteBuffer bytes = ByteBuffer.wrap(unzipped.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
      float[][] logits = new float[bytes.getInt()][bytes.getInt()];
      for (float[] row : logits) {
        for (int c = 0; c < row.length; c++) {
          row[c] = bytes.getFloat();
        }
      }
      int[] labels = new int[logits.length];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = bytes.get();
      }
      return new RecordedLogits(logits, labels);
    }
  }

  byte[] bytes() throws IOException {
    int classes = logits[0].length;
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + labels.length * (4 * classes + 1)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(labels.length).putInt(classes);
    for (float[] row : logits) {
      for (float logit : row) {
        bytes.putFloat(logit);
      }
    }
    for (int label : labels) {
      bytes.put((byte) label);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zipped = new GZIPOutputStream(out)) {
      zipped.write(bytes.array());
    }
    return out.toByteArray();
  }

  /** Exact for a power of two. */
  Logits times(float scale) {
    float[][] scaled = new float[logits.length][logits[0].length];
    for (int i = 0; i < scaled.length; i++) {
      for (int c = 0; c < scaled[i].length; c++) {
        scaled[i][c] = logits[i][c] * scale;
      }
    }
    return Logits.of(scaled);
  }

  int[] labels() {
    return labels.clone();
  }
}
