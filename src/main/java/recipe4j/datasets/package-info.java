/**
 * Datasets by name or place: MNIST, its bundled sample, folders of IDX files, folders of pictures.
 */
package recipe4j.datasets;
