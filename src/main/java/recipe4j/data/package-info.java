/**
 * Images and their labels in memory: split as Keras splits, and cut into batches. Open {@link
 * recipe4j.data.ImageDataset} first: it makes the validation split and holds three {@link
 * recipe4j.data.LabelledImages}; {@link recipe4j.data.ImageBatches} offers any of them to DL4J as a
 * {@code DataSetIterator}. {@code recipe4j.datasets} loads them.
 */
@NullMarked
package recipe4j.data;

import org.jspecify.annotations.NullMarked;
