package recipe4j.bench;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import recipe4j.data.ImageDataset;
import recipe4j.data.LabelledImages;

/** PyTorch's kernels and autograd, driven by DJL. */
final class PyTorchPeer implements Peer {
  private final Images images;
  private final Random random = new Random(1);
  private Work setup;
  private Trainer trainer;
  private ImageDataset dataset;
  private List<Integer> order;

  PyTorchPeer(Images images) {
    this.images = images;
  }

  @Override
  public Figures answer(Work work) {
    if (!work.command().equals("epoch")) {
      throw Peer.unknown(work);
    }
    if (!work.setup().equals(setup)) {
      build(work);
    }
    int batch = work.batch();
    long start = System.nanoTime();
    Collections.shuffle(order, random);
    for (int from = 0; from < order.size(); from += batch) {
      train(indices(order.subList(from, Math.min(order.size(), from + batch))));
    }
    long trained = System.nanoTime();
    int count = dataset.validation().count();
    for (int from = 0; from < count; from += batch) {
      validate(from, Math.min(count, from + batch));
    }
    return new Figures(
        Figures.seconds(start, System.nanoTime()), Figures.seconds(start, trained), null);
  }

  private void build(Work work) {
    Model model = Model.newInstance("recipe", Engine.getEngine("PyTorch").getEngineName());
    model.setBlock(recipe(work.filters()));
    trainer =
        model.newTrainer(
            new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optOptimizer(Optimizer.adam().optLearningRateTracker(Tracker.fixed(1e-3f)).build())
                .optInitializer(new XavierInitializer(), "weight"));
    trainer.initialize(new Shape(1, 1, work.size(), work.size()));
    dataset = images.dataset(work);
    order = IntStream.range(0, work.train()).boxed().collect(Collectors.toList());
    setup = work.setup();
  }

  private static SequentialBlock recipe(int factor) {
    return new SequentialBlock()
        .add(convolution(32 * factor))
        .add(Activation.reluBlock())
        .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
        .add(convolution(64 * factor))
        .add(Activation.reluBlock())
        .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
        .add(convolution(64 * factor))
        .add(Activation.reluBlock())
        .add(Blocks.batchFlattenBlock())
        .add(Linear.builder().setUnits(64L * factor).build())
        .add(Activation.reluBlock())
        .add(Linear.builder().setUnits(10).build());
  }

  private static Conv2d convolution(int filters) {
    return Conv2d.builder().setKernelShape(new Shape(3, 3)).setFilters(filters).build();
  }

  private void train(int[] indices) {
    try (NDManager manager = trainer.getManager().newSubManager()) {
      NDList labels = new NDList(labels(manager, dataset.train(), indices));
      NDList features = new NDList(features(manager, dataset.train(), indices));
      try (GradientCollector collector = trainer.newGradientCollector()) {
        NDList logits = trainer.forward(features, labels);
        NDArray loss = trainer.getLoss().evaluate(labels, logits);
        collector.backward(loss);
        loss.getFloat();
        loss.close();
        logits.close();
      }
      trainer.step();
    }
  }

  private void validate(int from, int to) {
    int[] indices = IntStream.range(from, to).toArray();
    try (NDManager manager = trainer.getManager().newSubManager()) {
      NDList labels = new NDList(labels(manager, dataset.validation(), indices));
      NDList logits =
          trainer.evaluate(new NDList(features(manager, dataset.validation(), indices)));
      NDArray loss = trainer.getLoss().evaluate(labels, logits);
      loss.getFloat();
      logits.singletonOrThrow().argMax(1).toLongArray();
      loss.close();
      logits.close();
    }
  }

  private static int[] indices(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  private static NDArray features(NDManager manager, LabelledImages from, int[] indices) {
    int pixels = from.shape().pixels();
    float[] values = new float[indices.length * pixels];
    for (int i = 0; i < indices.length; i++) {
      from.copyPixels(indices[i], values, i * pixels);
    }
    return manager.create(
        values, new Shape(indices.length, 1, from.shape().height(), from.shape().width()));
  }

  private static NDArray labels(NDManager manager, LabelledImages from, int[] indices) {
    long[] values = Arrays.stream(indices).mapToLong(from::label).toArray();
    return manager.create(values, new Shape(indices.length, 1));
  }
}
