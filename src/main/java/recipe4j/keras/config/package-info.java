/**
 * Keras's model configuration, read from JSON and written as JSON: layers, shapes, activations and
 * losses, with the order of the weights. Open {@link recipe4j.keras.layer.KerasLayer} first: it
 * lists the layers and their shapes.
 */
@NullMarked
package recipe4j.keras.config;

import org.jspecify.annotations.NullMarked;
