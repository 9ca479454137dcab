package recipe4j.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import recipe4j.engine.onednn.OpenMp;

class StagedTaskTest {
  @BeforeAll
  static void loadNatives() {
    OpenMp.prepare();
  }

  @Test
  void theCallerAloneDoesEverything() {
    Recording record = new Recording(3, 2);
    new StagedTask(record.stages()).runAll();
    assertThat(record.counts()).containsOnly(1);
  }

  @Test
  void aHelperThatComesLateDoesNothing() {
    Recording record = new Recording(3, 2);
    StagedTask task = new StagedTask(record.stages());
    task.runAll();
    task.help();
    assertThat(record.counts()).containsOnly(1);
  }

  /** No part of a stage begins before all parts of the stage before have ended. */
  @Test
  void stagesFollowEachOtherHoweverManyHelp() {
    try (HelperThreads helpers = new HelperThreads(3)) {
      for (int round = 0; round < 500; round++) {
        Recording record = new Recording(5, 4);
        StagedTask task = new StagedTask(record.stages());
        helpers.offer(id -> task.help());
        task.runAll();
        assertThat(record.counts()).containsOnly(1);
        assertThat(record.early).hasValue(0);
      }
    }
  }

  @Test
  void wakesAfterALongPause() throws InterruptedException {
    try (HelperThreads helpers = new HelperThreads(1)) {
      AtomicInteger calls = new AtomicInteger();
      helpers.offer(id -> calls.incrementAndGet());
      awaitOne(calls);
      Thread.sleep(50);
      helpers.offer(id -> calls.decrementAndGet());
      for (int i = 0; i < 1000 && calls.get() > 0; i++) {
        Thread.sleep(1);
      }
      assertThat(calls).hasValue(0);
    }
  }

  private static void awaitOne(AtomicInteger calls) throws InterruptedException {
    for (int i = 0; i < 1000 && calls.get() == 0; i++) {
      Thread.sleep(1);
    }
    assertThat(calls).hasValue(1);
  }

  @Test
  void aFailureReachesTheCaller() {
    Runnable[] failing = {
      () -> {
        throw new UnsupportedOperationException("here");
      }
    };
    assertThatThrownBy(() -> new StagedTask(failing).runAll())
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("here");
  }

  /** Counts calls of parts, and those that came before the stage before had ended. */
  private static final class Recording {
    private final AtomicInteger[][] calls;
    private final AtomicInteger early = new AtomicInteger();

    Recording(int stages, int parts) {
      calls = new AtomicInteger[stages][parts];
      for (AtomicInteger[] stage : calls) {
        for (int i = 0; i < parts; i++) {
          stage[i] = new AtomicInteger();
        }
      }
    }

    Runnable[][] stages() {
      return IntStream.range(0, calls.length)
          .mapToObj(
              stage ->
                  IntStream.range(0, calls[stage].length)
                      .mapToObj(part -> (Runnable) () -> call(stage, part))
                      .toArray(Runnable[]::new))
          .toArray(Runnable[][]::new);
    }

    private void call(int stage, int part) {
      for (int i = 0; stage > 0 && i < calls[stage - 1].length; i++) {
        if (calls[stage - 1][i].get() != 1) {
          early.incrementAndGet();
        }
      }
      calls[stage][part].incrementAndGet();
    }

    int[] counts() {
      return IntStream.range(0, calls.length)
          .flatMap(stage -> IntStream.range(0, calls[stage].length).map(i -> calls[stage][i].get()))
          .toArray();
    }
  }
}
