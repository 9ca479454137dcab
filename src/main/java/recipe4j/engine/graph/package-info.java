/**
 * What the engine knows of a network: its layers, their shapes, and where each parameter lies in
 * DL4J's vector.
 */
package recipe4j.engine.graph;
