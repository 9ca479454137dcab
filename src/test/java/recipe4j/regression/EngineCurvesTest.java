package recipe4j.regression;

import static recipe4j.regression.LossCurveAssertions.assertThatCurve;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import recipe4j.engine.EngineKind;

/** The recipe learns alike on DL4J's own layers and on the accelerated engine. */
class EngineCurvesTest {
  private static final int RUNS = 8;

  @Test
  @Tag("slow")
  void dl4jsOwnLayersFollowTheBandOfTheEngine() throws IOException {
    LossCurve dl4j = SampleRuns.run(1, EngineKind.DL4J);
    for (String metric : List.of("loss", "accuracy", "val_loss", "val_accuracy")) {
      assertThatCurve(dl4j).on(metric).followsBand(SampleRuns.recordedBand());
    }
  }

  /** Draws both engines' runs on the bundled sample: docs/engines.png. */
  public static void main(String[] args) throws IOException {
    Map<String, List<LossCurve>> sides = new LinkedHashMap<>();
    sides.put("DL4J's own layers", SampleRuns.runs(1, RUNS, EngineKind.DL4J));
    sides.put("the engine", SampleRuns.runs(1, RUNS, EngineKind.ONEDNN));
    CurveReportPlot.write(sides, Path.of("docs", "engines.png"));
  }
}
