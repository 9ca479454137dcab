/** Losses and their gradients, computed from the logits. */
package recipe4j.engine.loss;
