package recipe4j.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import notebooks.BuildAndTrain;
import notebooks.ScheduleTheRate;
import notebooks.Temperature;
import notebooks.WatchTheLoss;
import notebooks.WholeRecipe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The five programs, briefly, on the bundled sample. */
class NotebooksTest {
  private static final String[] BRIEFLY = {"1", "sample"};

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();
  private PrintStream out;
  private PrintStream err;

  @BeforeEach
  void capture() {
    out = System.out;
    err = System.err;
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(progress, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setOut(out);
    System.setErr(err);
  }

  @Test
  void buildAndTrain() throws Exception {
    BuildAndTrain.main(BRIEFLY);
    assertThat(printed()).contains("93,322", "loss by epoch: [", "test accuracy: 0.");
    assertThat(progress.toString(StandardCharsets.UTF_8)).contains("Epoch 1/1");
  }

  @Test
  void watchTheLoss() throws Exception {
    WatchTheLoss.main(BRIEFLY);
    assertThat(printed()).contains("my own callback: epoch = 0", "epoch = 0, loss = ", "● loss");
  }

  @Test
  void scheduleTheRate() throws Exception {
    ScheduleTheRate.main(BRIEFLY);
    assertThat(printed()).contains("the same by hand: true", "learning rates: [0.001]");
  }

  @Test
  void temperature() throws Exception {
    Temperature.main(BRIEFLY);
    assertThat(printed()).contains("class 9: ", "top probability", "∞");
  }

  @Test
  void wholeRecipe() throws Exception {
    WholeRecipe.main(BRIEFLY);
    assertThat(printed()).contains("last epoch: ", "saved as ");
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
