/** Losses and their gradients, computed from the logits. */
@NullMarked
package recipe4j.engine.loss;

import org.jspecify.annotations.NullMarked;
