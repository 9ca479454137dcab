/** oneDNN and native memory: libraries, arenas, primitives, arrays shared with ND4J. */
package recipe4j.engine.onednn;
