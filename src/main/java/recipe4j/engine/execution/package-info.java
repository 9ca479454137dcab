/**
 * Runs batches on threads: compiles plans, cuts batches into micro-batches, and sums gradients in a
 * fixed order.
 */
package recipe4j.engine.execution;
