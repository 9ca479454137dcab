package recipe4j.engine.execution;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The slices of one batch, dealt in turn to queues, one for each thread. A thread takes its own
 * queue from the front; when that is empty it takes from the back of the fullest queue, and so
 * helps a thread that the machine holds up.
 *
 * <p>Results don't depend on who computes what. The gradient of a slice that another thread has
 * taken goes to scratch memory, and is added to its queue's gradient in the order in which the
 * queue's owner would have added it.
 */
final class SliceQueues {
  private final List<Slice> slices;
  private final int count;
  private final int[] front;
  private final int[] back;
  private final double[] losses;
  private final long[] scratchGradients;

  /**
   * Deals slices.
   *
   * @param slices at least as many as queues
   * @param count queues, at least 1
   */
  SliceQueues(List<Slice> slices, int count) {
    this.slices = slices;
    this.count = count;
    this.front = new int[count];
    this.back = new int[count];
    for (int queue = 0; queue < count; queue++) {
      back[queue] = (slices.size() - queue + count - 1) / count;
    }
    this.losses = new double[slices.size()];
    this.scratchGradients = new long[slices.size()];
  }

  /** How many queues, and so threads, there are. */
  int count() {
    return count;
  }

  Slice slice(int number) {
    return slices.get(number);
  }

  /** Takes the next slice of a queue, for its owner; -1 if all are taken. */
  synchronized int next(int queue) {
    return front[queue] < back[queue] ? front[queue]++ * count + queue : -1;
  }

  /** Takes the last slice of the fullest queue; -1 if none is left but first ones. */
  synchronized int nextOfAnother() {
    int fullest = 0;
    for (int queue = 1; queue < count; queue++) {
      if (left(queue) > left(fullest)) {
        fullest = queue;
      }
    }
    return left(fullest) > 0 ? --back[fullest] * count + fullest : -1;
  }

  /** A queue's first slice is its owner's: it sets the gradient that the others are added to. */
  private int left(int queue) {
    return back[queue] - Math.max(1, front[queue]);
  }

  /**
   * Keeps the results of a slice.
   *
   * @param number of the slice
   * @param loss summed over its rows
   * @param scratchGradient address of its gradient; 0 if it is in its queue's already
   */
  void done(int number, double loss, long scratchGradient) {
    losses[number] = loss;
    scratchGradients[number] = scratchGradient;
  }

  /** Sum of all slices' losses, in their order. */
  double loss() {
    return DoubleStream.of(losses).sum();
  }

  /**
   * Adds the scratch gradients to those of their queues, in order, and these to the first.
   *
   * @param gradients addresses, one for each queue
   * @param sum adds two
   */
  void addUp(long[] gradients, GradientSum sum) {
    for (int queue = 0; queue < count; queue++) {
      for (int number = queue; number < slices.size(); number += count) {
        if (scratchGradients[number] != 0) {
          sum.add(gradients[queue], scratchGradients[number]);
        }
      }
      if (queue > 0) {
        sum.add(gradients[0], gradients[queue]);
      }
    }
  }
}
