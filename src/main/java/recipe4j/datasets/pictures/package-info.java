/** Pictures in class folders, read as grey images of one size. */
package recipe4j.datasets.pictures;
