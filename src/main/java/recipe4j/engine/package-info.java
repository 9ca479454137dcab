/**
 * What makes DL4J's training step fast. {@link recipe4j.engine.Engines} creates a network on the
 * engine of the user's choice; {@link recipe4j.engine.AcceleratedNetwork} is a DL4J network whose
 * gradients, scores and predictions are computed by a compiled plan of oneDNN primitives; {@link
 * recipe4j.engine.OneDnnHelper} revives DL4J's own oneDNN layers, for what the plan doesn't know.
 *
 * <p>How a plan comes about: {@code NetworkReader} reads DL4J's configuration into a {@code
 * Blueprint} of {@code LayerSpec}s; {@code PlanCompiler} lines up a {@code Step} for each and lets
 * them add their {@code Operation}s to a {@code PlanBuilder}; the result is a {@code
 * MicroBatchPlan} for one size of micro-batch on one thread. A {@code Plan} cuts batches into
 * micro-batches, gives them to the {@code Worker}s of a {@code WorkerPool}, and adds up their
 * gradients.
 */
package recipe4j.engine;
