package recipe4j.data;

/** Which dataset to load. */
public enum DatasetChoice {
  /** The full MNIST where it is found or can be downloaded, else the bundled sample. */
  AUTO,
  /** The full MNIST, or an error. */
  MNIST,
  /** The bundled sample of 5,000 MNIST digits. */
  SAMPLE,
  /** Any folder of IDX files. */
  IDX,
  /** Any folder of class folders with pictures. */
  IMAGES,
  /** Any arrays of NumPy: an archive (.npz), or a folder of arrays (.npy). */
  NUMPY,
  /** Any table with an image a line: pixels and a label. */
  CSV
}
