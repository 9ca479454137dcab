package recipe4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import recipe4j.engine.onednn.FloatArrays;

/** Calls of other threads change no bit of a training. */
class ConcurrentUseTest {
  private static final String CLOSED = "the network is closed; create or load another one";
  private static final int STEPS = 8;

  private static final Map<String, Consumer<AcceleratedNetwork>> ASKED =
      Map.of(
          "score", network -> network.score(asked(), false),
          "score as in training", network -> network.score(asked(), true),
          "scoreExamples", network -> network.scoreExamples(asked(), true),
          "feedForward", network -> network.feedForward(asked().getFeatures(), false),
          "output", network -> network.output(asked().getFeatures()),
          "evaluate",
              network -> network.evaluate(new ExistingDataSetIterator(List.of(asked(), asked()))),
          "f1Score", network -> network.f1Score(asked()),
          "clone", network -> assertThat(network.clone()).isNotSameAs(network),
          "equals",
              network -> {
                boolean unused = network.equals(network.clone()); // a training may come between
              });

  private static DataSet asked() {
    return Examples.batch(7, 99);
  }

  /** Names of calls, on the engine and on DL4J's layers. */
  static Stream<Arguments> calls() {
    return ASKED.keySet().stream()
        .flatMap(
            name -> Stream.of(true, false).map(accelerated -> Arguments.of(name, accelerated)));
  }

  /** With state that a call could change: running averages, random numbers, moments, counters. */
  private static AcceleratedNetwork network(boolean accelerated) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .seed(12)
            .updater(new Adam(1e-3))
            .l2(1e-3)
            .list()
            .layer(new ConvolutionLayer.Builder(3, 3).nOut(4).activation(Activation.TANH).build());
    if (!accelerated) {
      list.layer(new Deconvolution2D.Builder(2, 2).nOut(4).build());
    }
    MultiLayerConfiguration configuration =
        list.layer(new BatchNormalization.Builder().build())
            .layer(new DropoutLayer.Builder(0.6).build())
            .layer(new DenseLayer.Builder().nOut(6).activation(Activation.TANH).build())
            .layer(
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .nOut(Examples.CLASSES)
                    .activation(Activation.SOFTMAX)
                    .build())
            .setInputType(InputType.convolutional(Examples.SIDE, Examples.SIDE, 1))
            .build();
    AcceleratedNetwork network = new AcceleratedNetwork(configuration, new EngineOptions(2));
    network.init();
    assertThat(network.fallbackReason().isEmpty()).isEqualTo(accelerated);
    return network;
  }

  private static float[] train(AcceleratedNetwork network) {
    Nd4j.getRandom().setSeed(5);
    for (int step = 0; step < STEPS; step++) {
      if (step % 3 == 0) {
        network.fit(
            new ExistingDataSetIterator(
                List.of(Examples.batch(12, step), Examples.batch(5, step + 100))));
      } else {
        network.fit(Examples.batch(12, step));
      }
    }
    return FloatArrays.copy(network.params());
  }

  @ParameterizedTest(name = "{0}, accelerated: {1}")
  @MethodSource("calls")
  void callsFromOtherThreadsChangeNoBit(String name, boolean accelerated) throws Exception {
    float[] undisturbed;
    try (AcceleratedNetwork network = network(accelerated)) {
      undisturbed = train(network);
    }
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    AtomicBoolean stopped = new AtomicBoolean();
    try (AcceleratedNetwork network = network(accelerated)) {
      List<Thread> askers =
          Stream.generate(
                  () ->
                      new Thread(
                          () -> {
                            try {
                              while (!stopped.get()) {
                                ASKED.get(name).accept(network);
                              }
                            } catch (RuntimeException | Error e) {
                              failures.add(e);
                            }
                          }))
              .limit(2)
              .toList();
      askers.forEach(Thread::start);
      float[] trained;
      try {
        trained = train(network);
      } finally {
        stopped.set(true);
        for (Thread asker : askers) {
          asker.join();
        }
      }
      assertThat(failures).isEmpty();
      assertThat(trained).isEqualTo(undisturbed);
    }
  }

  @Test
  void whatAListenerAsksChangesNoBit() {
    try (AcceleratedNetwork one = network(true);
        AcceleratedNetwork two = network(true)) {
      two.setListeners(
          new BaseTrainingListener() {
            @Override
            public void onForwardPass(Model model, List<INDArray> all) {
              two.output(asked().getFeatures());
            }

            @Override
            public void onBackwardPass(Model model) {
              two.score(asked(), true);
              assertThat(two.lastOutput().orElseThrow().size(0)).isEqualTo(7);
            }

            @Override
            public void onGradientCalculation(Model model) {
              two.score(asked(), false);
            }
          });
      assertThat(train(two)).isEqualTo(train(one));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void closingWaitsForWhatRuns(boolean accelerated) throws Exception {
    AcceleratedNetwork network = network(accelerated);
    CountDownLatch running = new CountDownLatch(5);
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    Thread asker =
        new Thread(
            () -> {
              try {
                while (true) {
                  network.output(asked().getFeatures());
                  running.countDown();
                }
              } catch (RuntimeException | Error e) {
                failures.add(e);
              }
            });
    asker.start();
    running.await();
    network.close();
    asker.join();
    assertThat(failures)
        .singleElement()
        .satisfies(e -> assertThat(e).isInstanceOf(IllegalStateException.class).hasMessage(CLOSED));
    assertThatThrownBy(() -> network.fit(asked())).hasMessage(CLOSED);
    network.close();
  }

  @Test
  void aNetworkIsNotClosedFromWithin() {
    try (AcceleratedNetwork network = network(true)) {
      network.setListeners(
          new BaseTrainingListener() {
            @Override
            public void onGradientCalculation(Model model) {
              network.close();
            }
          });
      assertThatThrownBy(() -> network.fit(asked()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("close it afterwards");
      assertThat(network.output(asked().getFeatures()).size(0)).isEqualTo(7);
    }
  }

  @Test
  void closingThePlainNetworkFreesNothingThatIsShared() {
    MultiLayerNetwork plain = new MultiLayerNetwork(Examples.smallCnn(DataType.FLOAT));
    plain.init(Nd4j.rand(1, 283).muli(0.1), false); // two dimensions, as a loaded model has
    plain.fit(asked());
    AcceleratedNetwork network = AcceleratedNetwork.wrap(plain);
    network.fit(asked());
    float[] before = FloatArrays.copy(network.params());
    plain.close();
    assertThat(FloatArrays.copy(network.params())).isEqualTo(before);
    network.fit(asked());
    assertThat(network.score()).isFinite();
    network.close();
    assertThatThrownBy(() -> network.output(asked().getFeatures())).hasMessage(CLOSED);
    assertThat(network.nativeBytes()).isZero();
  }

  @Test
  void javaSerializationCopiesTheNetworkAsItIs() throws IOException, ClassNotFoundException {
    try (AcceleratedNetwork network = network(true)) {
      network.fit(asked());
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(network);
      }
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        MultiLayerNetwork read = (MultiLayerNetwork) in.readObject();
        assertThat(read.params()).isEqualTo(network.params());
        assertThat(read.getUpdater().getStateViewArray())
            .isEqualTo(network.getUpdater().getStateViewArray());
        assertThat(read.getIterationCount()).isEqualTo(1);
      }
    }
  }
}
