package recipe4j.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.engine.Engines;
import recipe4j.model.ModelFile;

/** Trains what src/test/keras/steps.py wrote, and compares with Keras's losses. */
final class KerasSteps {
  private static final double LOSSES = 1e-4;

  private KerasSteps() {}

  /**
   * What came of a row.
   *
   * @param kind of the row
   * @param cell what the table says of it
   * @param engine whether the engine computes it
   * @param problem what differs from Keras; empty if nothing does
   */
  record Outcome(String kind, String cell, boolean engine, String problem) {}

  /** Trains a row on both engines, and after the fifth step from what was saved of it. */
  static Outcome outcome(Path folder, JsonNode row) throws IOException {
    String kind = row.path("kind").asText();
    if (row.has("absent")) {
      return new Outcome(kind, "not there", false, "");
    }
    Path file = folder.resolve(row.path("file").asText() + ".keras");
    try {
      if (row.has("refused")) {
        return refused(file, kind, row.path("refused").asText());
      }
      boolean accelerated = false;
      for (EngineKind engine : List.of(EngineKind.DL4J, EngineKind.AUTO)) {
        if (engine == EngineKind.DL4J && row.path("weights").isArray()) {
          continue; // its output layer can't, see Engines.takesWeights
        }
        MultiLayerNetwork net = KerasFile.read(file, engine, new EngineOptions(1));
        accelerated = Engines.isAccelerated(net);
        String problem = train(net, folder, row);
        if (!problem.isEmpty()) {
          return new Outcome(kind, "WRONG", accelerated, engine + ": " + problem);
        }
        problem = saved(net, folder, row);
        if (!problem.isEmpty()) {
          return new Outcome(kind, "WRONG", accelerated, engine + ": " + problem);
        }
      }
      return new Outcome(kind, "✓", accelerated, "");
    } catch (KerasFormatException e) {
      return new Outcome(kind, "WRONG", false, e.getMessage());
    }
  }

  /** What differs in the sixth step from what was saved of the network. */
  private static String saved(MultiLayerNetwork net, Path folder, JsonNode row) throws IOException {
    Path back = folder.resolve(row.path("file").asText() + ".back.keras");
    KerasFile.write(back, net);
    Path zip = folder.resolve(row.path("file").asText() + ".zip");
    ModelFile.save(zip, net, Map.of());
    String problem = "";
    for (MultiLayerNetwork one : List.of(ModelFile.load(zip).network(), KerasFile.read(back))) {
      one.fit(batch(folder, row));
      problem += differs("step 5 from a file", row.path("losses").path(5), one.score());
    }
    return problem;
  }

  private static Outcome refused(Path file, String kind, String named) throws IOException {
    try {
      KerasFile.read(file);
      return new Outcome(kind, "WRONG", false, "it is read, and should be refused by " + named);
    } catch (KerasFormatException e) {
      String problem = e.getMessage().contains(named) ? "" : e.getMessage();
      KerasFile.readUncompiled(file);
      return new Outcome(kind, "refused", false, problem);
    }
  }

  /** What differs from Keras's evaluation and its first five losses. */
  private static String train(MultiLayerNetwork net, Path folder, JsonNode row) throws IOException {
    DataSet batch = batch(folder, row);
    DataSet unweighted = new DataSet(batch.getFeatures(), batch.getLabels());
    String problem = differs("evaluated", row.path("evaluated"), net.score(unweighted, false));
    for (int step = 0; step < 5; step++) {
      net.fit(batch);
      problem += differs("step " + step, row.path("losses").path(step), net.score());
    }
    return problem;
  }

  static String differs(String what, JsonNode keras, double here) {
    return Math.abs(here - keras.asDouble()) <= LOSSES * Math.abs(keras.asDouble())
        ? ""
        : String.format(Locale.ROOT, "%s: Keras %.7g, here %.7g; ", what, keras.asDouble(), here);
  }

  private static DataSet batch(Path folder, JsonNode row) throws IOException {
    long[] shape = new ObjectMapper().convertValue(row.path("shape"), long[].class);
    String file = row.path("file").asText();
    INDArray x = Nd4j.create(KerasCase.floats(folder.resolve(file + ".x")), shape, 'c');
    if (shape.length == 4) {
      x = x.permute(0, 3, 1, 2).dup('c');
    }
    float[] labels = KerasCase.floats(folder.resolve(file + ".y"));
    INDArray y = Nd4j.create(labels, new long[] {shape[0], labels.length / shape[0]}, 'c');
    INDArray weights = null;
    if (row.path("weights").isArray()) {
      weights = Nd4j.create(new ObjectMapper().convertValue(row.path("weights"), float[].class));
      weights = weights.reshape(shape[0], 1);
    }
    return new DataSet(x, y, null, weights);
  }
}
