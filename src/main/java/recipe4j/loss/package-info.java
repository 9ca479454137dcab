/**
 * Keras's losses that ND4J has not, or has otherwise, as loss functions of DL4J's. Open {@link
 * recipe4j.loss.HuberLoss} first. Models that were trained with them name these classes, so
 * recipe4j must be on the class path where they are loaded.
 */
@NullMarked
package recipe4j.loss;

import org.jspecify.annotations.NullMarked;
