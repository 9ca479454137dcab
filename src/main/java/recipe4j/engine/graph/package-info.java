/**
 * A network as the engine reads it from DL4J: layers, shapes, and where each parameter lies in
 * DL4J's vector.
 */
package recipe4j.engine.graph;
