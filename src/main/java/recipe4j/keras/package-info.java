/**
 * Reads and writes Keras files. Open {@link recipe4j.keras.KerasFile} first: it reads and writes
 * {@code .keras}, {@code .h5} and {@code .weights.h5}.
 *
 * <p>A file is read in three steps, each of which takes the file for untrusted input: its
 * configuration becomes a chain of layers ({@code ModelReader}), the chain becomes a plain DL4J
 * configuration with channels first ({@code KerasToDl4j}), and the weights are copied into it once
 * their number and shapes are known to fit ({@code NetworkWeights}). Nothing in a file is ever
 * executed or deserialised as an object. Writing runs the other way ({@code Dl4jToKeras}, {@code
 * ModelWriter}). HDF5 is read and written in pure Java, so that no file can crash the JVM and no
 * platform is left out.
 */
@NullMarked
package recipe4j.keras;

import org.jspecify.annotations.NullMarked;
