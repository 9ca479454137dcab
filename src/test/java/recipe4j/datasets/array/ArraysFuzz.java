package recipe4j.datasets.array;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import recipe4j.data.DataLayout;
import recipe4j.fuzz.FuzzTarget;
import recipe4j.fuzz.Fuzzed;

/** An archive of NumPy arrays, a table, or an IDX file of another type, told by how they begin. */
public final class ArraysFuzz implements FuzzTarget {
  @Override
  public boolean take(byte[] input) {
    boolean zip = input.length > 1 && input[0] == 'P';
    boolean idx = input.length > 1 && input[0] == 0;
    if (idx) {
      return Fuzzed.file(
          "labels",
          input,
          file -> {
            NumberArray array = IdxNumbers.read(file, 1).orElseThrow(() -> refused());
            LabelValues.of(array, new ArrayList<>());
          });
    }
    return zip
        ? Fuzzed.file("a.npz", input, file -> NumpyDataset.load(file, DataLayout.DEFAULT, 0.2))
        : Fuzzed.file("a.csv", input, file -> CsvDataset.load(file, DataLayout.DEFAULT, 0.2));
  }

  private static IllegalArgumentException refused() {
    return new IllegalArgumentException("no IDX file of another type");
  }

  @Override
  public List<byte[]> seeds() {
    byte[] images = ArrayFixture.floats("(2, 2, 2)", 0, 1, 0.5, 1, 1, 0, 0, 0);
    byte[] names = ArrayFixture.words(3, "cat", "dog");
    byte[] archive = ArrayFixture.npz("x", images, "y", names, "x_test", images, "y_test", names);
    StringBuilder table = new StringBuilder("label,pixel0,pixel1,pixel2,pixel3\n");
    for (int i = 0; i < 12; i++) {
      table.append(i % 2).append(",0,1.5,2,").append(i).append('\n');
    }
    byte[] labels = {0, 0, 0x0C, 1, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0};
    return List.of(archive, table.toString().getBytes(StandardCharsets.UTF_8), labels);
  }

  @Override
  public List<String> words() {
    return List.of("'descr': '|S9'", "'descr': '>f8'", "'shape': (", "True", "label", "\t", "nan");
  }
}
