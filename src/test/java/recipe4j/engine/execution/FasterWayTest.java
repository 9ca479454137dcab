package recipe4j.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FasterWayTest {
  private static final int LEARNING = FasterWay.TURNS * FasterWay.BLOCK;
  private static final int PERIOD = FasterWay.RETRY * FasterWay.BLOCK;

  private final FasterWay ways = new FasterWay();

  @Test
  void takesTheFasterOneAndTriesTheOtherNowAndThen() {
    assertThat(calls(LEARNING, 50, 40)).isEqualTo(LEARNING / 2);
    assertThat(calls(PERIOD, 50, 40)).isEqualTo(PERIOD - FasterWay.BLOCK);
  }

  @Test
  void changesWhenTheOtherBecomesFaster() {
    calls(LEARNING, 50, 40);
    calls(PERIOD, 30, 40);
    assertThat(calls(PERIOD, 30, 40)).isEqualTo(FasterWay.BLOCK);
  }

  @Test
  void oneSlowCallChangesNothing() {
    calls(LEARNING, 50, 40);
    ways.took(1_000_000);
    assertThat(calls(FasterWay.BLOCK * 3 - 1, 50, 40)).isEqualTo(FasterWay.BLOCK * 3 - 1);
  }

  /** Makes calls that take so long; returns how many went the second way. */
  private int calls(int count, long first, long second) {
    int seconds = 0;
    for (int i = 0; i < count; i++) {
      int way = ways.next();
      seconds += way;
      ways.took(way == 0 ? first : second);
    }
    return seconds;
  }
}
