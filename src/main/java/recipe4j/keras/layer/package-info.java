/** Layers as Keras has them, their shapes, and what they are in DL4J. */
@NullMarked
package recipe4j.keras.layer;

import org.jspecify.annotations.NullMarked;
