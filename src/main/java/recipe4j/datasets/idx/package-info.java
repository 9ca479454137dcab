/** The IDX and NumPy formats in which MNIST is passed around. */
package recipe4j.datasets.idx;
