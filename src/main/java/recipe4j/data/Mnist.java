package recipe4j.data;

import java.io.IOException;

/** MNIST. */
public final class Mnist {
  private Mnist() {}

  /**
   * x.
   *
   * @return y
   * @throws IOException z
   */
  public static ImageDataset load() throws IOException {
    throw new IOException("todo");
  }
}
