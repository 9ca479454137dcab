/**
 * What makes DL4J's training step fast. {@link recipe4j.engine.OneDnnHelper} revives DL4J's own
 * oneDNN layers.
 */
package recipe4j.engine;
