package recipe4j.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A file that Keras wrote, and what Keras made of it. There are two kinds: a folder with {@code
 * model.keras}, {@code meta.json} and a batch for every step, channels last; or a file beside its
 * {@code .meta}, with one batch for all steps, channels first.
 *
 * @param name for the test
 * @param file of Keras
 * @param inputs one batch for each step
 * @param labels for each batch, always as rows
 * @param before outputs for the first batch, in row-major order
 * @param losses of each step, empty where none were recorded
 * @param after outputs for the first batch before the last step, or empty
 * @param stochastic whether training draws random numbers
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record KerasCase(
    String name,
    Path file,
    List<INDArray> inputs,
    List<INDArray> labels,
    float[] before,
    List<Double> losses,
    float[] after,
    boolean stochastic) {

  /** How many examples the first batch has. */
  int rows() {
    return (int) inputs.get(0).size(0);
  }

  /** All cases of a folder, whatever its depth. */
  static List<KerasCase> of(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> tree = Files.walk(folder, java.nio.file.FileVisitOption.FOLLOW_LINKS)) {
      files = tree.filter(KerasCase::hasMeta).sorted().toList();
    }
    List<KerasCase> cases = new ArrayList<>();
    for (Path file : files) {
      cases.add(inFolder(file) ? ofFolder(file) : ofFile(file, folder.relativize(file)));
    }
    return cases;
  }

  private static boolean hasMeta(Path file) {
    boolean model = file.toString().matches(".*\\.(keras|h5)");
    return model && (Files.exists(sibling(file, ".meta")) || inFolder(file));
  }

  private static Path sibling(Path file, String ending) {
    String name = file.getFileName().toString();
    return file.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ending);
  }

  private static boolean inFolder(Path file) {
    return file.endsWith("model.keras") && Files.exists(file.resolveSibling("meta.json"));
  }

  private static KerasCase ofFile(Path file, Path name) throws IOException {
    List<String> meta = Files.readAllLines(sibling(file, ".meta"));
    INDArray x = array(sibling(file, ".x.bin"), sizes(meta.get(0)));
    INDArray y = array(sibling(file, ".y.bin"), sizes(meta.get(1)));
    List<Double> losses =
        meta.size() < 4
            ? List.of()
            : Arrays.stream(meta.get(3).trim().split(" ")).map(Double::valueOf).toList();
    return new KerasCase(
        name.toString(),
        file,
        java.util.Collections.nCopies(Math.max(1, losses.size()), x),
        java.util.Collections.nCopies(Math.max(1, losses.size()), y),
        floats(sibling(file, ".out.bin")),
        losses,
        new float[0],
        file.getFileName().toString().contains("mcdropout"));
  }

  private static KerasCase ofFolder(Path file) throws IOException {
    JsonNode meta = new ObjectMapper().readTree(file.resolveSibling("meta.json").toFile());
    List<Double> losses = new ArrayList<>();
    meta.path("losses").forEach(loss -> losses.add(loss.asDouble()));
    int classes = meta.path("classes").asInt();
    List<INDArray> inputs = new ArrayList<>();
    List<INDArray> labels = new ArrayList<>();
    for (int i = 0; i == 0 || Files.exists(file.resolveSibling("x" + i + ".bin")); i++) {
      inputs.add(images(floats(file.resolveSibling("x" + i + ".bin")), meta.path("inp")));
      float[] rows = floats(file.resolveSibling("y" + i + ".bin"));
      labels.add(Nd4j.create(rows, new int[] {rows.length / classes, classes}));
    }
    return new KerasCase(
        file.getParent().getFileName().toString(),
        file,
        inputs,
        labels,
        floats(meta.path("before")),
        losses,
        floats(meta.path("after")),
        meta.path("stoch").asBoolean());
  }

  private static INDArray images(float[] values, JsonNode shape) {
    if (shape.size() == 1) {
      int width = shape.get(0).asInt();
      return Nd4j.create(values, new int[] {values.length / width, width});
    }
    int height = shape.get(0).asInt();
    int width = shape.get(1).asInt();
    if (shape.size() == 2) {
      return Nd4j.create(values, new int[] {values.length / height / width, height, width});
    }
    int channels = shape.get(2).asInt();
    int count = values.length / (height * width * channels);
    return Nd4j.create(values, new int[] {count, height, width, channels})
        .permute(0, 3, 1, 2)
        .dup('c');
  }

  private static INDArray array(Path file, int[] shape) throws IOException {
    return Nd4j.create(floats(file), shape);
  }

  private static int[] sizes(String line) {
    return Arrays.stream(line.trim().split(",")).mapToInt(Integer::parseInt).toArray();
  }

  static float[] floats(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return values;
  }

  private static float[] floats(JsonNode rows) {
    List<Float> values = new ArrayList<>();
    rows.forEach(row -> row.forEach(value -> values.add((float) value.asDouble())));
    float[] array = new float[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return array;
  }
}
