/**
 * HDF5 as far as Keras uses it: read with limits, as files may be malicious, and written. Open
 * {@link recipe4j.keras.hdf5.Hdf5Reader} first; {@code Hdf5Writer} writes a tree of {@code
 * Hdf5Group}s.
 */
@NullMarked
package recipe4j.keras.hdf5;

import org.jspecify.annotations.NullMarked;
