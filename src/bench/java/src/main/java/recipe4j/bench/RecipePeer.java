package recipe4j.bench;

import java.util.Map;
import java.util.function.Function;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import recipe4j.data.ImageBatches;
import recipe4j.data.ImageDataset;
import recipe4j.engine.AcceleratedNetwork;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.engine.Engines;
import recipe4j.engine.KernelTimes;
import recipe4j.engine.SingleExample;
import recipe4j.train.Training;

/** This library, used as its README says, on one of its engines. */
final class RecipePeer implements Peer {
  private final EngineKind kind;
  private final Images images;
  private Work setup;
  private MultiLayerNetwork net;
  private AcceleratedNetwork frozen;
  private ImageDataset dataset;
  private int epoch;

  RecipePeer(EngineKind kind, Images images) {
    this.kind = kind;
    this.images = images;
  }

  @Override
  public Figures answer(Work work) throws Exception {
    if (!work.setup().equals(setup)) {
      build(work);
    }
    return switch (work.command()) {
      case "epoch" -> epoch(work);
      case "predict" -> predict(work);
      case "single" -> single(work);
      case "kernels" ->
          kernels(work, batch -> KernelTimes.of((AcceleratedNetwork) net, batch, work.calls()));
      case "prediction_kernels" ->
          kernels(
              work,
              batch ->
                  KernelTimes.ofPrediction(
                      (AcceleratedNetwork) net, batch.getFeatures(), work.calls()));
      default -> throw Peer.unknown(work);
    };
  }

  private void build(Work work) {
    if (net != null) {
      net.close();
    }
    if (frozen != null) {
      frozen.close();
      frozen = null;
    }
    net =
        Engines.create(
            Networks.recipe(work.size(), work.filters(), CacheMode.DEVICE),
            kind,
            work.threads() == 0 ? EngineOptions.defaults() : new EngineOptions(work.threads()));
    dataset = images.dataset(work);
    setup = work.setup();
    epoch = 0;
  }

  /** Some kernels differ while all biases are zero, as they are before the first step only. */
  private void train() {
    if (net.getIterationCount() == 0) {
      net.fit(ImageBatches.inOrder(dataset.train(), 32).next());
    }
  }

  private Figures epoch(Work work) {
    Clock clock = new Clock();
    long start = System.nanoTime();
    Training.of(net)
        .initialEpoch(epoch)
        .epochs(epoch + 1)
        .batchSize(work.batch())
        .verbose(0)
        .listeners(clock)
        .fit(dataset);
    epoch++;
    long end = System.nanoTime();
    return new Figures(Figures.seconds(start, end), Figures.seconds(start, clock.lastStep), null);
  }

  private Figures predict(Work work) {
    train();
    long start = System.nanoTime();
    net.output(ImageBatches.inOrder(dataset.train(), work.batch()).preparingAhead());
    return Figures.since(start);
  }

  private Figures single(Work work) throws Exception {
    train();
    float[] image = new float[dataset.shape().pixels()];
    int size = work.size();
    if (net instanceof AcceleratedNetwork accelerated && accelerated.fallbackReason().isEmpty()) {
      if (frozen == null) { // one for all rounds, as ONNX Runtime's session is
        frozen = accelerated.frozenCopy();
      }
      SingleExample example = new SingleExample(frozen, image.length);
      return Figures.ofCalls(
          work.calls(),
          i -> {
            dataset.train().copyPixels(i % dataset.train().count(), image, 0);
            example.output(image);
          });
    }
    return Figures.ofCalls(
        work.calls(),
        i -> {
          dataset.train().copyPixels(i % dataset.train().count(), image, 0);
          INDArray features = Nd4j.createFromArray(image).reshape('c', 1, 1, size, size);
          net.output(features).toFloatVector();
        });
  }

  private Figures kernels(Work work, Function<DataSet, Map<String, Double>> measure) {
    train();
    DataSet batch = ImageBatches.inOrder(dataset.train(), work.batch()).next();
    long start = System.nanoTime();
    Map<String, Double> times = measure.apply(batch);
    return new Figures(Figures.seconds(start, System.nanoTime()), 0, null, times);
  }

  /** Notes when the last step of the epoch ended; what follows is validation. */
  private static final class Clock extends BaseTrainingListener {
    private long lastStep;

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
      lastStep = System.nanoTime();
    }
  }
}
