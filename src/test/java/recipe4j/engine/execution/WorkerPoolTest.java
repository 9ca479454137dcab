package recipe4j.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import recipe4j.engine.onednn.OpenMp;

class WorkerPoolTest {
  @BeforeAll
  static void loadNatives() {
    OpenMp.prepare();
  }

  @Test
  void runsEveryNumberOnceAndWaits() {
    try (WorkerPool pool = new WorkerPool(4)) {
      assertThat(pool.size()).isEqualTo(4);
      for (int round = 0; round < 500; round++) {
        int width = 1 + round % 4;
        int[] calls = new int[4];
        pool.run(width, id -> calls[id]++);
        int[] expected = IntStream.range(0, 4).map(id -> id < width ? 1 : 0).toArray();
        assertThat(calls).isEqualTo(expected);
      }
    }
  }

  @Test
  void wakesAfterALongPause() throws InterruptedException {
    try (WorkerPool pool = new WorkerPool(2)) {
      AtomicInteger calls = new AtomicInteger();
      pool.run(2, id -> calls.incrementAndGet());
      Thread.sleep(50);
      pool.run(2, id -> calls.incrementAndGet());
      assertThat(calls).hasValue(4);
    }
  }

  @Test
  void reportsAFailureAndGoesOn() {
    try (WorkerPool pool = new WorkerPool(2)) {
      assertThatThrownBy(() -> pool.run(2, WorkerPoolTest::failOnOne))
          .isInstanceOf(IllegalStateException.class)
          .hasRootCauseMessage("1");
      int[] calls = new int[2];
      pool.run(2, id -> calls[id]++);
      assertThat(Arrays.stream(calls).sum()).isEqualTo(2);
    }
  }

  private static void failOnOne(int id) {
    if (id == 1) {
      throw new UnsupportedOperationException("1");
    }
  }

  @Test
  void itsThreadsRunNativeCodeOnOneThread() {
    int[] threads = new int[3];
    try (WorkerPool pool = new WorkerPool(3)) {
      OpenMp.withOneThread(() -> pool.run(3, id -> threads[id] = OpenMp.threads()));
    }
    assertThat(threads).containsOnly(1);
  }
}
