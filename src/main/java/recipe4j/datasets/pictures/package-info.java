/**
 * Pictures as grey images of one size: class folders for a dataset, and the user's own pictures for
 * a prediction. Open {@link recipe4j.datasets.pictures.PictureFiles} first; {@link
 * recipe4j.datasets.pictures.PictureRecordReader} offers pictures to DataVec.
 */
@NullMarked
package recipe4j.datasets.pictures;

import org.jspecify.annotations.NullMarked;
