package recipe4j.keras;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** The images and labels of src/test/keras/architectures.py, by the same formulas. */
final class KerasData {
  static final int EXAMPLES = 6;

  private KerasData() {}

  /** Inputs with channels first, and the labels that a model's loss wants. */
  static DataSet batch(String model) {
    int dot = model.indexOf('.');
    String name = dot < 0 ? model : model.substring(0, dot);
    INDArray inputs =
        switch (name) {
          case "strides" -> inputs(9, 7, 2);
          case "normalized" -> inputs(8, 8, 1);
          case "functional" -> inputs(6, 6, 1);
          case "logits" -> inputs(12);
          case "binary" -> inputs(4, 5, 2);
          case "regression" -> inputs(10);
          case "recipe" -> inputs(18, 18, 1);
          default -> throw new IllegalArgumentException(name);
        };
    return new DataSet(
        inputs, labels(name, name.equals("binary") || name.equals("regression") ? 2 : 3));
  }

  private static INDArray inputs(int... shape) {
    int count = EXAMPLES;
    for (int size : shape) {
      count *= size;
    }
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = i * 7919L % 1009 / 1008f;
    }
    return shape.length == 1
        ? Nd4j.create(values, new int[] {EXAMPLES, shape[0]})
        : Nd4j.create(values, new int[] {EXAMPLES, shape[0], shape[1], shape[2]})
            .permute(0, 3, 1, 2)
            .dup('c');
  }

  private static INDArray labels(String name, int classes) {
    float[] values = new float[EXAMPLES * classes];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (name) {
            case "binary" -> i % 3 == 0 ? 1 : 0;
            case "regression" -> i % 5 / 4f;
            default -> i / classes % classes == i % classes ? 1 : 0;
          };
    }
    return Nd4j.create(values, new int[] {EXAMPLES, classes});
  }
}
