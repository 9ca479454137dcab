package recipe4j.listener;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import recipe4j.train.EpochLogs;

/** What src/test/keras/callbacks.py recorded of real Keras. */
final class KerasDecisions {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
  private static final JsonNode RECORDED = read();

  /** A sequence of figures and what a callback made of it. */
  record Case(String sequence, JsonNode options, int firstEpoch, JsonNode expected) {
    String monitor() {
      return options.path("monitor").asText("val_loss");
    }

    MonitorMode mode() {
      return MonitorMode.valueOf(
          options.path("mode").asText("auto").toUpperCase(java.util.Locale.ROOT));
    }

    /** The figures of every epoch, as the script gave them to Keras. */
    List<EpochLogs> logs() {
      List<EpochLogs> logs = new ArrayList<>();
      for (JsonNode value : RECORDED.path("sequences").path(sequence)) {
        logs.add(logs(firstEpoch + logs.size(), value.asDouble()));
      }
      return logs;
    }

    private EpochLogs logs(int epoch, double value) {
      return new EpochLogs(
          epoch,
          monitor().equals("loss") ? value : 3.5,
          monitor().equals("accuracy") ? value : 0.25,
          monitor().equals("val_loss") ? value : 9,
          // NaN here would mean that there is no validation
          monitor().equals("val_accuracy") ? value : 0.125,
          0.1,
          1);
    }

    @Override
    public String toString() {
      return "%s from epoch %d, %s".formatted(sequence, firstEpoch, options);
    }
  }

  private KerasDecisions() {}

  static JsonNode recorded() {
    return RECORDED;
  }

  static Stream<Case> cases(String kind) {
    return StreamSupport.stream(RECORDED.path(kind).spliterator(), false)
        .map(
            node ->
                new Case(
                    node.path("sequence").asText(),
                    node.path("options"),
                    node.path("firstEpoch").asInt(),
                    node.path("expected")))
        .filter(c -> !(c.monitor().equals("val_accuracy") && c.sequence().startsWith("nan")));
  }

  /** One weight and a rate of 0.1, as in the script. */
  static MultiLayerNetwork network() {
    MultiLayerNetwork net =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .updater(new Sgd(0.1))
                .list()
                .layer(
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nOut(1)
                        .hasBias(false)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.feedForward(1))
                .build());
    net.init();
    return net;
  }

  private static JsonNode read() {
    try (InputStream in = KerasDecisions.class.getResourceAsStream("callbacks.json")) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
