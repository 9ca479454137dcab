/**
 * The IDX and NumPy formats in which MNIST is distributed, read with limits. Open {@link
 * recipe4j.datasets.idx.IdxArray} first: it has the format; {@link
 * recipe4j.datasets.idx.IdxRecordReader} offers IDX files to DataVec.
 */
@NullMarked
package recipe4j.datasets.idx;

import org.jspecify.annotations.NullMarked;
