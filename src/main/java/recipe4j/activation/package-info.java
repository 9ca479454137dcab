/** Activation functions of Keras that DL4J has no equal of. Models name these classes. */
@NullMarked
package recipe4j.activation;

import org.jspecify.annotations.NullMarked;
