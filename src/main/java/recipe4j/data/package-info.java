/**
 * Images and their labels: where they come from, how they are checked, split and cut into batches.
 *
 * <p>Start with {@link recipe4j.datasets.Mnist#load()}. Everything ends as an {@link
 * recipe4j.data.ImageDataset} of three {@link recipe4j.data.LabelledImages}; {@link
 * recipe4j.data.ImageBatches} offers any of them to DL4J as a {@code DataSetIterator}.
 */
@NullMarked
package recipe4j.data;

import org.jspecify.annotations.NullMarked;
