package recipe4j.engine;

import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network for several threads: whatever reaches native memory or what the layers keep runs alone,
 * and not on a network that is closed. DL4J's own methods lock here and there, but two that don't
 * may free what the other reads, or train with its inputs. Here is the lock, and what belongs to
 * the network's vectors; {@link LockedState} and {@link LockedComputation} have the rest.
 *
 * <p>The lock is the network's monitor. Methods that only hand out what is there don't wait for it,
 * so that a training can be watched. Whoever waits for another thread while it holds the lock, as a
 * listener does in {@code fit}, must not let that thread wait for the network.
 */
@SuppressWarnings("overrides") // DL4J declares doEvaluation with an array and with varargs
public abstract class LockedNetwork extends MultiLayerNetwork {
  private static final long serialVersionUID = 1L;

  private final transient ReentrantLock line = new ReentrantLock(true);
  private transient volatile boolean closed;
  private transient boolean freeing;
  private transient int depth;

  LockedNetwork(MultiLayerConfiguration configuration) {
    super(configuration);
  }

  /**
   * Runs a task while no other does.
   *
   * @param <T> what it returns
   * @param task may call the network itself
   * @return its result
   * @throws IllegalStateException if the network is closed
   */
  final <T> T alone(Supplier<T> task) {
    return inTurn(
        () -> {
          checkOpen();
          depth++;
          try {
            return task.get();
          } finally {
            depth--;
          }
        });
  }

  /** Who waits for the monitor stands in line: else a thread that asks all the time keeps it. */
  private <T> T inTurn(Supplier<T> task) {
    if (Thread.holdsLock(this)) {
      return task.get();
    }
    line.lock();
    try {
      synchronized (this) {
        line.unlock();
        return task.get();
      }
    } finally {
      if (line.isHeldByCurrentThread()) {
        line.unlock(); // the monitor was not got
      }
    }
  }

  /** As above, for a task without a result. */
  final void alone(Runnable task) {
    alone(
        () -> {
          task.run();
          return this;
        });
  }

  /** Whether the running task was called by another one, as from a listener. */
  final boolean isNested() {
    return depth > 1;
  }

  /** What is there, for those who don't wait. */
  private <T> T present(T value) {
    checkOpen();
    return value;
  }

  private void checkOpen() {
    boolean freed = flattenedParams != null && flattenedParams.wasClosed() && !freeing;
    if (closed || freed) {
      throw new IllegalStateException("the network is closed; create or load another one");
    }
  }

  /** Frees all native memory, when what is running has ended. Nothing if that has been done. */
  @Override
  public void close() {
    inTurn(
        () -> {
          free();
          return this;
        });
  }

  private void free() {
    if (closed) {
      return;
    }
    if (depth > 0) {
      throw new IllegalStateException(
          "a network can't be closed by its own listener or iterator, found a call from within; close it afterwards");
    }
    release();
    pin(false);
    freeing = true;
    try {
      if (flattenedParams != null) {
        super.close();
      }
    } finally {
      closed = true;
    }
  }

  /** Frees what is native and not DL4J's. */
  abstract void release();

  /**
   * Sets whether DL4J's vectors are kept even if another network that shares them is closed, as
   * neither knows of the other.
   */
  private void pin(boolean pinned) {
    Updater updater = super.getUpdater(false);
    pin(flattenedParams, pinned);
    pin(flattenedGradients, pinned);
    pin(updater == null ? null : updater.getStateViewArray(), pinned);
  }

  /**
   * Says whether {@link INDArray#close} may free an array's memory, through whatever array of ND4J
   * it is called.
   *
   * @param vector null for none
   * @param pinned whether it must not
   */
  private static void pin(INDArray vector, boolean pinned) {
    for (DataBuffer data = vector == null ? null : vector.data(); data != null; ) {
      data.setConstant(pinned); // ND4J looks at it only before it frees
      data = data.originalDataBuffer() == data ? null : data.originalDataBuffer();
    }
  }

  @Override
  public void init(INDArray parameters, boolean cloneParametersArray) {
    alone(
        () -> {
          super.init(parameters, cloneParametersArray);
          pin(true);
        });
  }

  @Override
  public void initGradientsView() {
    alone(
        () -> {
          super.initGradientsView();
          pin(true);
        });
  }

  @Override
  public void setUpdater(Updater updater) {
    alone(
        () -> {
          super.setUpdater(updater);
          pin(true);
        });
  }

  @Override
  public Updater getUpdater(boolean initialize) {
    Updater known = present(super.getUpdater(false));
    return known != null || !initialize ? known : alone(() -> super.getUpdater(true));
  }

  /** A plain network with a copy of everything. */
  final MultiLayerNetwork plainCopy() {
    return alone(() -> super.clone());
  }

  /** Compares with the other as it was a moment ago: nobody waits for two networks at once. */
  @Override
  public boolean equals(Object other) {
    Object still = other instanceof LockedNetwork locked ? locked.plainCopy() : other;
    return other == this || alone(() -> super.equals(still));
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }

  @Override
  public INDArray getFlattenedGradients() {
    return present(super.getFlattenedGradients());
  }

  @Override
  public Gradient gradient() {
    return present(super.gradient());
  }

  @Override
  public Gradient getGradient() {
    return present(super.getGradient());
  }

  @Override
  public INDArray params() {
    return present(super.params());
  }

  @Override
  public INDArray getParam(String key) {
    return present(super.getParam(key));
  }

  @Override
  public Map<String, INDArray> paramTable(boolean backpropOnly) {
    return present(super.paramTable(backpropOnly));
  }

  @Override
  public INDArray getGradientsViewArray() {
    return present(super.getGradientsViewArray());
  }
}
