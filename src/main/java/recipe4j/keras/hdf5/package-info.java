/** HDF5 as far as Keras uses it: reading within bounds, and writing. */
package recipe4j.keras.hdf5;
