/**
 * What makes DL4J's training step fast. {@link recipe4j.engine.Engines} creates a network on the
 * engine of the user's choice, and answers questions about any network; {@link
 * recipe4j.engine.AcceleratedNetwork} is a DL4J network whose gradients, scores and predictions are
 * computed by a compiled plan of kernels in C and oneDNN's primitives.
 *
 * <p>How a plan is made: {@code graph.Dl4jGraphReader} reads DL4J's configuration into a {@code
 * NetworkGraph} of {@code LayerSpec}s; {@code execution.PlanCompiler} makes a {@code LayerCompiler}
 * for each, which adds its {@code Operation}s to a {@code plan.PlanBuilder}; the result is a {@code
 * MicroBatchPlan} for one size of micro-batch on one thread. An {@code execution.ExecutionPlan}
 * cuts batches into micro-batches, gives them to the {@code Worker}s of a {@code WorkerPool}, and
 * adds up their gradients. {@code docs/engine.md} has the whole way.
 */
package recipe4j.engine;
