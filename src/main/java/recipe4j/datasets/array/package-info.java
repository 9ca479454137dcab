/**
 * Arrays of a user's own files (NumPy's, IDX of any type, CSV) and the dataset that is made of
 * them. Open {@link recipe4j.datasets.array.ArrayDataset} first. For {@code recipe4j.datasets}.
 */
@NullMarked
package recipe4j.datasets.array;

import org.jspecify.annotations.NullMarked;
