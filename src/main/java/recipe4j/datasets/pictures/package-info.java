/** Pictures in class folders, read as grey images of one size. */
@NullMarked
package recipe4j.datasets.pictures;

import org.jspecify.annotations.NullMarked;
