/** The IDX and NumPy formats in which MNIST is passed around. */
@NullMarked
package recipe4j.datasets.idx;

import org.jspecify.annotations.NullMarked;
