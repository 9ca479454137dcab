/**
 * Loads datasets by name or folder: MNIST, its bundled sample, any folder of IDX files, any folder
 * of class folders with pictures. Open {@link recipe4j.datasets.Datasets} first; {@link
 * recipe4j.datasets.Mnist} is Keras's {@code mnist.load_data()}.
 */
@NullMarked
package recipe4j.datasets;

import org.jspecify.annotations.NullMarked;
