/**
 * Keras's model configuration: layers, shapes, activations and losses, read from JSON and written
 * as JSON.
 */
@NullMarked
package recipe4j.keras.config;

import org.jspecify.annotations.NullMarked;
