/** The operations of one micro-batch, in order, and the memory that they share. */
package recipe4j.engine.plan;
