package recipe4j.engine.plan;

/** Java code that runs before and after a micro-batch's operations, for what no primitive does. */
public interface MicroBatchCallback {
  /**
   * Called before the operations of a micro-batch.
   *
   * @param batch the whole batch
   * @param from the micro-batch's first row
   * @param rows how many it has
   */
  default void before(Batch batch, int from, int rows) {}

  /**
   * Called after the backward operations of a micro-batch.
   *
   * @param batch the whole batch
   */
  default void after(Batch batch) {}
}
