package recipe4j.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import recipe4j.keras.layer.KerasLayer;

/** What a layer of a functional model is called with, in files of Keras 2 and 3. */
class LayerCallTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NORMALIZATION = 0;
  private static final int DROPOUT = 2;

  /** The models of src/test/keras/settings.py: input, one layer, Flatten. */
  private static JsonNode model(String version, int which) throws IOException {
    try (InputStream settings = LayerCallTest.class.getResourceAsStream("settings.json")) {
      return JSON.readTree(settings).path(version).path("functional").get(which);
    }
  }

  private static KerasLayer read(JsonNode model, boolean compiled) throws KerasFormatException {
    return ModelReader.read(model, MissingNode.getInstance(), compiled).layers().get(0);
  }

  /** The model with its layer called with one argument by name. */
  private static JsonNode called(String version, int which, int layer, String name, String value)
      throws IOException {
    JsonNode model = model(version, which).deepCopy();
    JsonNode call = model.at("/config/layers/" + layer + "/inbound_nodes/0");
    ObjectNode arguments = (ObjectNode) (call.isObject() ? call.path("kwargs") : call.at("/0/3"));
    arguments.removeAll();
    arguments.set(name, JSON.readTree(value));
    return model;
  }

  @Test
  void normalizationThatIsToldNotToTrainIsRefused() throws IOException {
    JsonNode told = called("keras2", NORMALIZATION, 1, "training", "false");
    assertThatThrownBy(() -> read(told, true))
        .isInstanceOf(KerasFormatException.class)
        .hasMessageContaining("(BatchNormalization)")
        .hasMessageContaining("argument training must be left out, found false")
        .hasMessageContaining("read it uncompiled");
    assertThat(read(told, false)).isEqualTo(read(model("keras2", NORMALIZATION), false));
  }

  @Test
  void dropoutThatIsToldNotToTrainDropsNothing() throws IOException {
    assertThat(read(model("keras2", DROPOUT), true))
        .isInstanceOfSatisfying(KerasLayer.Dropout.class, one -> assertThat(one.rate()).isZero());
    assertThat(read(called("keras2", DROPOUT, 1, "training", "null"), true))
        .isInstanceOfSatisfying(
            KerasLayer.Dropout.class, one -> assertThat(one.rate()).isEqualTo(0.5));
  }

  /** src/test/keras/calls.py shows it: the losses of fit are the same with and without. */
  @ParameterizedTest
  @ValueSource(ints = {NORMALIZATION, DROPOUT})
  void keras3TrainsWhatIsToldNotTo(int which) throws IOException {
    assertThat(read(called("keras3", which, 1, "training", "false"), true))
        .isEqualTo(read(called("keras3", which, 1, "training", "null"), true));
  }

  @ParameterizedTest
  @CsvSource({"keras3,0", "keras3,2", "keras2,0", "keras2,2"})
  void whatAlwaysTrainsIsRefused(String version, int which) throws IOException {
    JsonNode told = called(version, which, 1, "training", "true");
    for (boolean compiled : new boolean[] {true, false}) {
      assertThatThrownBy(() -> read(told, compiled))
          .isInstanceOf(KerasFormatException.class)
          .hasMessageContaining("argument training must be left out, found true")
          .hasMessageContaining("change the layer");
    }
  }

  @Test
  @Tag("keras")
  void realKeras3DoesSo(@TempDir Path logs) throws Exception {
    RealKeras.assumeThere();
    JsonNode losses = JSON.readTree(RealKeras.run(logs, "calls.py", List.of()));
    for (String layer : List.of("BatchNormalization", "Dropout")) {
      JsonNode found = losses.path(layer);
      assertThat(found.path("False").asDouble()).isPositive();
      assertThat(found.path("False")).isEqualTo(found.path("absent"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"keras3", "keras2"})
  void layersThatTrainAsTheyPredictMayBeToldEither(String version) throws IOException {
    for (String value : List.of("true", "false", "null")) {
      JsonNode told = called(version, NORMALIZATION, 2, "training", value);
      assertThat(read(told, true)).isEqualTo(read(model(version, NORMALIZATION), true));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"keras3", "keras2"})
  void otherArgumentsAreRefusedByName(String version) throws IOException {
    for (int layer : new int[] {1, 2}) {
      for (String name : List.of("mask", "unheard_of")) {
        for (String value : List.of("[true,false]", "1", "false", "[\"input_1\",0,0]")) {
          assertThatThrownBy(() -> read(called(version, NORMALIZATION, layer, name, value), true))
              .isInstanceOf(KerasFormatException.class)
              .hasMessageContaining("argument " + name + " must be left out");
        }
      }
      assertThatThrownBy(
              () -> read(called(version, NORMALIZATION, layer, "training", "\"maybe\""), true))
          .isInstanceOf(KerasFormatException.class)
          .hasMessageContaining("argument training must be left out");
    }
  }

  @ParameterizedTest
  @CsvSource({"true,training", "[1],training"})
  void argumentsByPositionAreReadToo(String value, String name) throws IOException {
    JsonNode model = model("keras3", NORMALIZATION).deepCopy();
    ((ArrayNode) model.at("/config/layers/1/inbound_nodes/0/args")).add(JSON.readTree(value));
    assertThatThrownBy(() -> read(model, true))
        .isInstanceOf(KerasFormatException.class)
        .hasMessageContaining("argument " + name + " must be left out");
  }
}
