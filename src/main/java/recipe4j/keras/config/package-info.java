/**
 * Keras's model configuration: layers, shapes, activations and losses, read from JSON and written
 * as JSON.
 */
package recipe4j.keras.config;
