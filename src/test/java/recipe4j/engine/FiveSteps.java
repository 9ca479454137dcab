package recipe4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import recipe4j.engine.onednn.FloatArrays;
import recipe4j.engine.onednn.OpenMp;
import recipe4j.engine.plan.DropoutMasks;

/**
 * A training under the conditions of real use: every batch has another address and size, and is
 * overwritten and freed after it, while the garbage collector runs; between the steps the network
 * predicts and scores. Before each update the engine's loss and gradient are compared with those of
 * DL4J's own layers, in double precision, for the engine's present weights.
 */
final class FiveSteps implements AutoCloseable {
  private static final double TOLERANCE = 1e-4;

  /** If DL4J's own floats have such an error, the network is ill-conditioned. */
  private static final double TIMES_DL4J = 30;

  private static final double RETAIN = 0.7;
  private static final DropoutMasks MASKS = DropoutMasks.seeded(17);
  private static final List<List<Integer>> SIZES =
      List.of(List.of(33), List.of(8, 5), List.of(1), List.of(50), List.of(33, 33, 7));

  private final RandomStack drawn;
  private final Random random;
  private final AcceleratedNetwork network;
  private final MultiLayerNetwork precise;
  private final MultiLayerNetwork single;
  private final List<Step> steps = new ArrayList<>();
  private double lossError;
  private double gradientError;
  private int illConditioned;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Step(float[] weights, double loss, Map<String, INDArray> gradient) {}

  FiveSteps(RandomStack drawn, int threads) {
    this.drawn = drawn;
    this.random = new Random(drawn.seed());
    this.precise = dl4j(DataType.DOUBLE);
    this.single = dl4j(DataType.FLOAT);
    this.network =
        new AcceleratedNetwork(
            drawn.configuration(DataType.FLOAT, layer -> new Dropout(RETAIN)),
            new EngineOptions(threads));
    network.init();
    network.setParams(precise.params().castTo(DataType.FLOAT));
    network.setDropoutMasks(MASKS);
    assertThat(network.fallbackReason()).isEmpty();
    network.setListeners(
        new BaseTrainingListener() {
          @Override
          public void onGradientCalculation(Model model) {
            assertThat(network.lastOutput()).as("computed by the engine").isPresent();
            steps.add(
                new Step(
                    FloatArrays.copy(network.params()), network.score(), Gradients.copy(network)));
          }
        });
  }

  private MultiLayerNetwork dl4j(DataType type) {
    MultiLayerNetwork dl4j =
        new MultiLayerNetwork(
            drawn.configuration(type, layer -> new MaskedDropout(MASKS, layer, RETAIN)));
    dl4j.init();
    StableLayers.install(dl4j); // the losses are Keras's on either engine
    // else DL4J refuses its own reshape after a dense layer; but it then works on its input in
    // place
    dl4j.getLayerWiseConfigurations().setTrainingWorkspaceMode(WorkspaceMode.NONE);
    dl4j.getLayerWiseConfigurations().setInferenceWorkspaceMode(WorkspaceMode.NONE);
    return dl4j;
  }

  /** Trains and compares; on one thread, as DL4J's would spin on a busy machine. */
  FiveSteps run() {
    OpenMp.withOneThread(this::takeSteps);
    return this;
  }

  private void takeSteps() {
    int number = 0;
    for (List<Integer> sizes : SIZES) {
      List<DataSet> batches = new ArrayList<>();
      for (int rows : sizes) {
        batches.add(drawn.batch(drawn.isNormalised() ? Math.max(8, rows) : rows, number++));
      }
      train(batches);
      compare(batches);
      if (random.nextBoolean()) {
        ask(drawn.batch(List.of(1, 9, 64).get(random.nextInt(3)), number++));
      }
    }
  }

  private void train(List<DataSet> batches) {
    List<DataSet> foreign = new ArrayList<>(batches.stream().map(FiveSteps::floats).toList());
    steps.clear();
    if (foreign.size() == 1) {
      network.fit(foreign.get(0));
    } else {
      network.fit(new ExistingDataSetIterator(foreign));
    }
    forget(foreign);
  }

  private static DataSet floats(DataSet batch) {
    INDArray mask = batch.getLabelsMaskArray();
    return new DataSet(
        batch.getFeatures().castTo(DataType.FLOAT),
        batch.getLabels().castTo(DataType.FLOAT),
        null,
        mask == null ? null : mask.castTo(DataType.FLOAT));
  }

  /** A batch is overwritten and freed after training on it, by us or by the garbage collector. */
  private void forget(List<DataSet> foreign) {
    network.setInput(null);
    network.setLabels(null);
    boolean freed = random.nextInt(4) > 0;
    for (DataSet batch : foreign) {
      batch.getFeatures().assign(Double.NaN);
      if (freed) {
        batch.getFeatures().close();
        batch.getLabels().close();
      }
    }
    foreign.clear();
    if (!freed) {
      System.gc();
    }
  }

  private void compare(List<DataSet> batches) {
    assertThat(steps.size()).isEqualTo(batches.size());
    for (int i = 0; i < batches.size(); i++) {
      Step step = steps.get(i);
      int iteration = network.getIterationCount() - batches.size() + i;
      Map<String, INDArray> expected = follow(precise, step, iteration, batches.get(i));
      double score =
          precise.score(
              batches.get(i).copy(), true); // a copy, as LossLayer's score() overwrites it
      assertThat(score).as("%s at step %d", drawn, iteration).isFinite();
      double loss = relative(step.loss, score);
      double gradient = Gradients.relativeError(expected, step.gradient);
      if (!(loss < TOLERANCE && gradient < TOLERANCE)) {
        DataSet floats = floats(batches.get(i));
        double dl4j = Gradients.relativeError(expected, follow(single, step, iteration, floats));
        double dl4jLoss = relative(single.score(floats, true), score);
        assertThat(loss)
            .as("loss of %s at step %d", drawn, iteration)
            .isLessThan(TOLERANCE + TIMES_DL4J * dl4jLoss);
        assertThat(gradient)
            .as("gradient of %s at step %d", drawn, iteration)
            .isLessThan(TOLERANCE + TIMES_DL4J * dl4j);
        illConditioned++;
        continue; // the engine computes neither
      }
      lossError = Math.max(lossError, loss);
      gradientError = Math.max(gradientError, gradient);
    }
  }

  private static double relative(double actual, double expected) {
    return Math.abs(actual - expected) / Math.max(1, Math.abs(expected));
  }

  private static Map<String, INDArray> follow(
      MultiLayerNetwork dl4j, Step step, int iteration, DataSet batch) {
    dl4j.setParams(Nd4j.create(step.weights));
    dl4j.setIterationCount(iteration);
    return Gradients.of(dl4j, batch.copy());
  }

  /** Predictions and scores use the weights as they are now. */
  private void ask(DataSet batch) {
    precise.setParams(network.params().castTo(DataType.DOUBLE));
    DataSet foreign = floats(batch);
    INDArray expected = precise.output(batch.copy().getFeatures());
    INDArray actual = network.output(foreign.getFeatures()).castTo(DataType.DOUBLE);
    assertThat(Examples.largestDifference(actual, expected))
        .as("output of %s", drawn)
        .isLessThan(TOLERANCE * Math.max(1, expected.amaxNumber().doubleValue()));
    double score = precise.score(batch.copy(), false);
    double difference = relative(network.score(foreign, false), score);
    if (!(difference < TOLERANCE)) {
      single.setParams(network.params());
      double dl4j = relative(single.score(foreign.copy(), false), score);
      assertThat(difference).as("score of %s", drawn).isLessThan(TOLERANCE + TIMES_DL4J * dl4j);
      illConditioned++;
    }
    if (foreign.getLabelsMaskArray() == null) {
      assertThat(squaredError(network, foreign))
          .as("evaluation of %s", drawn)
          .isCloseTo(squaredError(precise, batch.copy()), withinPercentage(0.1));
    }
    forget(new ArrayList<>(List.of(foreign)));
  }

  private static double squaredError(MultiLayerNetwork evaluated, DataSet batch) {
    return evaluated
        .evaluateRegression(new ExistingDataSetIterator(List.of(batch)))
        .averageMeanSquaredError();
  }

  /** The largest relative difference of a loss. */
  double lossError() {
    return lossError;
  }

  /** The largest relative error of a parameter's gradient. */
  double gradientError() {
    return gradientError;
  }

  /** Steps at which DL4J's own floats have a large error. */
  int illConditioned() {
    return illConditioned;
  }

  @Override
  public void close() {
    network.close();
  }
}
