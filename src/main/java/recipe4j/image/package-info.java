/**
 * The user's own pictures: read with limits, and prepared as MNIST's digits were. Open {@link
 * recipe4j.image.Preparation} first.
 *
 * <p>{@link recipe4j.image.PictureReader} turns a file into a {@link recipe4j.image.GreyImage},
 * {@link recipe4j.image.Preparation} a grey image into the size that a network takes.
 */
@NullMarked
package recipe4j.image;

import org.jspecify.annotations.NullMarked;
