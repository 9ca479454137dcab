package recipe4j.engine.plan;

/** Java code around a micro-batch, for what no primitive does. */
public interface MicroBatchCallback {
  /**
   * Called before the operations of a micro-batch.
   *
   * @param batch the whole batch
   * @param from its first example
   * @param rows how many examples
   */
  default void before(Batch batch, int from, int rows) {}

  /**
   * Called after the backward operations of a micro-batch.
   *
   * @param batch the whole batch
   */
  default void after(Batch batch) {}
}
