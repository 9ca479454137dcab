/** Optimizers as DL4J's updaters. Models name these classes, so the names and fields stay. */
@NullMarked
package recipe4j.optimizer;

import org.jspecify.annotations.NullMarked;
