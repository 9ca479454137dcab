package recipe4j.layer;

/** A line per channel, {@code a x + b}, of statistics that training leaves as they are. */
@SuppressWarnings("serial") // JSON is what is saved
abstract class Standardization extends ExampleLayer {
  /** What a channel's values are multiplied by. */
  abstract double factor(Example example, int channel);

  /** What is added then. */
  abstract double offset(Example example, int channel);

  @Override
  public final void forward(Example example) {
    int area = example.area();
    for (int channel = 0; channel < example.input.length / area; channel++) {
      double factor = factor(example, channel);
      double offset = offset(example, channel);
      for (int i = channel * area; i < (channel + 1) * area; i++) {
        example.output[i] = (float) (factor * example.input[i] + offset);
      }
    }
  }

  @Override
  public final void backward(Example example) {
    int area = example.area();
    for (int channel = 0; channel < example.input.length / area; channel++) {
      double factor = factor(example, channel);
      for (int i = channel * area; i < (channel + 1) * area; i++) {
        example.inputGradient[i] = (float) (factor * example.outputGradient[i]);
      }
    }
  }
}
