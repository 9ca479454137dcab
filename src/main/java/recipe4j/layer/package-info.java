/**
 * Layers of Keras that DL4J has no equal of. Each computes one example at a time in plain Java, for
 * DL4J's own layers and for the engine alike. Models name these classes in their configuration, so
 * the names and the fields stay.
 */
@NullMarked
package recipe4j.layer;

import org.jspecify.annotations.NullMarked;
