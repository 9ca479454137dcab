/** Activation functions that do not overflow, for DL4J's layers and for the engine. */
package recipe4j.engine.activation;
