/**
 * Runs a network's plans on worker threads: batches are cut into micro-batches, gradients summed in
 * a fixed order.
 */
package recipe4j.engine.execution;
