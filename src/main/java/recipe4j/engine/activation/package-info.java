/** Activation functions that do not overflow, for DL4J's layers and for the engine. */
@NullMarked
package recipe4j.engine.activation;

import org.jspecify.annotations.NullMarked;
