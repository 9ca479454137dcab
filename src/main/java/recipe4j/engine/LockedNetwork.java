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
 * A network for several threads: methods that reach native memory, or what the layers keep, run
 * under a lock, and fail on a closed network. DL4J locks some of its methods; two of the others may
 * free what the other one reads, or train with its inputs. Here are the lock and the methods about
 * the network's vectors; {@link LockedState} and {@link LockedComputation} have the rest.
 *
 * <p>The lock is the network's monitor. Methods that only return what is there don't wait for it,
 * so that a training can be observed. A thread that waits for another one while it holds the lock,
 * as a listener does in {@code fit}, must not let that one wait for the network.
 */
@SuppressWarnings("overrides") // DL4J declares doEvaluation with an array and with varargs
public abstract class LockedNetwork extends MultiLayerNetwork {
  private static final long serialVersionUID = 1L;

  private final transient ReentrantLock queue = new ReentrantLock(true);
  private transient volatile boolean closed;
  private transient boolean closing;
  private transient int depth;

  LockedNetwork(MultiLayerConfiguration configuration) {
    super(configuration);
  }

  /**
   * Runs a task under the lock.
   *
   * @param <T> its result's type
   * @param task may call the network itself
   * @return its result
   * @throws IllegalStateException if the network is closed
   */
  final <T> T locked(Supplier<T> task) {
    return withMonitor(
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

  /**
   * Runs a task with the monitor. Waiting threads are served in order, by a fair lock before the
   * monitor: else a thread that calls again and again would keep it.
   */
  private <T> T withMonitor(Supplier<T> task) {
    if (Thread.holdsLock(this)) {
      return task.get();
    }
    queue.lock();
    try {
      synchronized (this) {
        queue.unlock();
        return task.get();
      }
    } finally {
      if (queue.isHeldByCurrentThread()) {
        queue.unlock(); // entering the monitor has failed
      }
    }
  }

  /** The same for a task without a result. */
  final void locked(Runnable task) {
    locked(
        () -> {
          task.run();
          return this;
        });
  }

  /** Whether the running task was called within another one, as by a listener. */
  final boolean isNested() {
    return depth > 1;
  }

  /** A value that is returned without waiting for the lock. */
  private <T> T ifOpen(T value) {
    checkOpen();
    return value;
  }

  private void checkOpen() {
    boolean freed = flattenedParams != null && flattenedParams.wasClosed() && !closing;
    if (closed || freed) {
      throw new IllegalStateException("the network is closed; create or load another one");
    }
  }

  /** Frees all native memory, once the running task has ended. A second call does nothing. */
  @Override
  public void close() {
    withMonitor(
        () -> {
          closeNow();
          return this;
        });
  }

  private void closeNow() {
    if (closed) {
      return;
    }
    if (depth > 0) {
      throw new IllegalStateException(
          "a network can't be closed by its own listener or iterator, found a call from within; close it afterwards");
    }
    release();
    pin(false);
    closing = true;
    try {
      if (flattenedParams != null) {
        super.close();
      }
    } finally {
      closed = true;
    }
  }

  /** Frees native memory that is not DL4J's. */
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
    locked(
        () -> {
          super.init(parameters, cloneParametersArray);
          pin(true);
        });
  }

  @Override
  public void initGradientsView() {
    locked(
        () -> {
          super.initGradientsView();
          pin(true);
        });
  }

  @Override
  public void setUpdater(Updater updater) {
    locked(
        () -> {
          super.setUpdater(updater);
          pin(true);
        });
  }

  @Override
  public Updater getUpdater(boolean initialize) {
    Updater known = ifOpen(super.getUpdater(false));
    return known != null || !initialize ? known : locked(() -> super.getUpdater(true));
  }

  /** DL4J's own network with a copy of everything. */
  final MultiLayerNetwork plainCopy() {
    return locked(() -> super.clone());
  }

  /** Compares with a copy of the other: a thread that waited for two networks could deadlock. */
  @Override
  public boolean equals(Object other) {
    Object still = other instanceof LockedNetwork network ? network.plainCopy() : other;
    return other == this || locked(() -> super.equals(still));
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }

  @Override
  public INDArray getFlattenedGradients() {
    return ifOpen(super.getFlattenedGradients());
  }

  @Override
  public Gradient gradient() {
    return ifOpen(super.gradient());
  }

  @Override
  public Gradient getGradient() {
    return ifOpen(super.getGradient());
  }

  @Override
  public INDArray params() {
    return ifOpen(super.params());
  }

  @Override
  public INDArray getParam(String key) {
    return ifOpen(super.getParam(key));
  }

  @Override
  public Map<String, INDArray> paramTable(boolean backpropOnly) {
    return ifOpen(super.paramTable(backpropOnly));
  }

  @Override
  public INDArray getGradientsViewArray() {
    return ifOpen(super.getGradientsViewArray());
  }
}
