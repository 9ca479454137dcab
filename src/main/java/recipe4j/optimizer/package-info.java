/**
 * Keras's optimizers that ND4J has not, or has otherwise. Open {@link
 * recipe4j.optimizer.RuleOptimizer} first: it takes one of the rules. Models that were trained with
 * them name these classes, so recipe4j must be on the class path where they are loaded.
 */
@NullMarked
package recipe4j.optimizer;

import org.jspecify.annotations.NullMarked;
