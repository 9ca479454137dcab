package recipe4j.engine.execution;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The slices of one step, dealt to lanes in turn, one lane for each thread. A thread takes its own
 * lane from the front; when that is done it takes from the back of the fullest lane, so that a
 * thread which the machine holds up is helped.
 *
 * <p>Results don't depend on who computes what: a slice taken from another lane leaves its gradient
 * beside, and it is added to its lane in the order in which the lane's owner would have added it.
 */
final class SliceQueues {
  private final List<Slice> slices;
  private final int width;
  private final int[] front;
  private final int[] back;
  private final double[] losses;
  private final long[] besides;

  /**
   * Deals slices.
   *
   * @param slices at least width
   * @param width lanes, at least 1
   */
  SliceQueues(List<Slice> slices, int width) {
    this.slices = slices;
    this.width = width;
    this.front = new int[width];
    this.back = new int[width];
    for (int lane = 0; lane < width; lane++) {
      back[lane] = (slices.size() - lane + width - 1) / width;
    }
    this.losses = new double[slices.size()];
    this.besides = new long[slices.size()];
  }

  int width() {
    return width;
  }

  Slice slice(int number) {
    return slices.get(number);
  }

  /** The next slice of a lane, for its owner; -1 if all are taken. */
  synchronized int next(int lane) {
    return front[lane] < back[lane] ? front[lane]++ * width + lane : -1;
  }

  /** The last slice of the lane with most of them left; -1 if only first ones are, or none. */
  synchronized int fromAnother() {
    int fullest = 0;
    for (int lane = 1; lane < width; lane++) {
      if (left(lane) > left(fullest)) {
        fullest = lane;
      }
    }
    return left(fullest) > 0 ? --back[fullest] * width + fullest : -1;
  }

  /** A lane's first slice is its owner's: it sets the gradient that the others are added to. */
  private int left(int lane) {
    return back[lane] - Math.max(1, front[lane]);
  }

  /**
   * Notes what has come out.
   *
   * @param number of the slice
   * @param loss summed over its rows
   * @param beside address of its gradient; 0 if it is in its lane already
   */
  void done(int number, double loss, long beside) {
    losses[number] = loss;
    besides[number] = beside;
  }

  /** Sum of all slices' losses, in their order. */
  double loss() {
    return DoubleStream.of(losses).sum();
  }

  /**
   * Adds up what was computed beside, lane by lane in order, and then the lanes into the first.
   *
   * @param gradients addresses of the lanes' gradients
   * @param sum adds two
   */
  void addUp(long[] gradients, GradientSum sum) {
    for (int lane = 0; lane < width; lane++) {
      for (int number = lane; number < slices.size(); number += width) {
        if (besides[number] != 0) {
          sum.add(gradients[lane], besides[number]);
        }
      }
      if (lane > 0) {
        sum.add(gradients[0], gradients[lane]);
      }
    }
  }
}
