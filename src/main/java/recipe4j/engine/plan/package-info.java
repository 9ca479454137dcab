/** What a layer is compiled with: the operations of one micro-batch and the memory they share. */
package recipe4j.engine.plan;
