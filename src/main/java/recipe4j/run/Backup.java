package recipe4j.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.io.UntrustedJson;
import recipe4j.io.UntrustedText;
import recipe4j.model.ModelFile;
import recipe4j.train.EpochLogs;
import recipe4j.train.ListenerState;
import recipe4j.train.TrainingState;
import recipe4j.train.TrainingState.RandomState;

/**
 * A backup that was found whole. Its file holds the entries of a model file, {@value #STATE}, and
 * one entry for every array of a listener: 8 bytes a number, big-endian.
 *
 * @param file where it lies; a model file, too
 * @param digest SHA-256 over its content, in hexadecimal
 * @param state of the training
 * @param sections name to plain values that were kept with it
 */
public record Backup(
    Path file, String digest, TrainingState state, Map<String, Map<String, Object>> sections) {
  private static final String STATE = "training.json";
  private static final int FORMAT = 1;

  private static final JsonMapper JSON =
      JsonMapper.builder(UntrustedJson.factory())
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) // of a later version
          .build();

  /** {@value #STATE}. NaN and the infinities are written as strings. */
  private record Content(
      int format,
      int epoch,
      int batch,
      TrainingState.Meter meter,
      List<EpochLogs> history,
      @Nullable String stopReason,
      RandomState random,
      Map<String, Listener> listeners) {}

  /** A listener's values, and the names of the entries that hold its arrays. */
  private record Listener(Map<String, Object> values, Map<String, String> arrays) {}

  /** {@return the values of a section; empty if there is none} */
  public Map<String, Object> section(String name) {
    return sections.getOrDefault(name, Map.of());
  }

  /**
   * Builds the network as it was, with its updater's state and its counts.
   *
   * @param engine what computes it
   * @param options threads of the accelerated engine
   * @return the network
   * @throws IOException if the file has been changed or is none of a network
   * @throws IllegalArgumentException if the engine can't be used here
   */
  public MultiLayerNetwork network(EngineKind engine, EngineOptions options) throws IOException {
    return ModelFile.load(file, engine, options).network();
  }

  /** The entries of a backup's file: those of a model file, {@value #STATE} and the arrays. */
  static Map<String, byte[]> entries(
      MultiLayerNetwork net, TrainingState state, Map<String, Map<String, Object>> sections)
      throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>(ModelFile.entries(net, sections));
    Map<String, Listener> listeners = new LinkedHashMap<>();
    Map<String, byte[]> arrays = new LinkedHashMap<>();
    state
        .listeners()
        .forEach(
            (name, listener) -> {
              Map<String, String> files = new LinkedHashMap<>();
              listener
                  .arrays()
                  .forEach(
                      (array, numbers) -> {
                        String file = "array-%s.bin".formatted(arrays.size());
                        files.put(array, file);
                        arrays.put(file, bytes(numbers));
                      });
              listeners.put(name, new Listener(listener.values(), files));
            });
    Content content =
        new Content(
            FORMAT,
            state.epoch(),
            state.batch(),
            state.meter(),
            state.history(),
            state.stopReason(),
            state.random(),
            listeners);
    entries.put(STATE, JSON.writeValueAsBytes(content));
    entries.putAll(arrays);
    return entries;
  }

  /** Reads a file that may be damaged or foreign. The network is not built yet. */
  static Backup read(Path file) throws IOException {
    BackupFile found = BackupFile.read(file);
    try {
      Content content = JSON.readValue(required(found, STATE), Content.class);
      if (content == null || content.format() != FORMAT) {
        throw new IOException(
            "its format must be %s, found %s"
                .formatted(FORMAT, content == null ? "none" : content.format()));
      }
      Map<String, ListenerState> listeners = new LinkedHashMap<>();
      for (Map.Entry<String, Listener> entry : content.listeners().entrySet()) {
        Map<String, double[]> arrays = new LinkedHashMap<>();
        for (Map.Entry<String, String> array : entry.getValue().arrays().entrySet()) {
          arrays.put(array.getKey(), numbers(required(found, array.getValue())));
        }
        listeners.put(entry.getKey(), new ListenerState(entry.getValue().values(), arrays));
      }
      TrainingState state =
          new TrainingState(
              content.epoch(),
              content.batch(),
              content.meter(),
              content.history(),
              content.stopReason(),
              content.random(),
              listeners);
      return new Backup(file, found.digest(), state, sections(required(found, ModelFile.ENTRY)));
    } catch (JsonProcessingException e) {
      throw new IOException("it holds no state of a training", e);
    } catch (IllegalArgumentException | NullPointerException e) { // sums that don't fit, null
      throw new IOException("its state is none that a training can have", e);
    }
  }

  private static Map<String, Map<String, Object>> sections(byte[] json) throws IOException {
    JsonNode sections = JSON.readTree(json).path("sections");
    return JSON.convertValue(sections, new TypeReference<Map<String, Map<String, Object>>>() {});
  }

  private static byte[] required(BackupFile file, String name) throws IOException {
    byte[] content = file.entries().get(name);
    if (content == null) {
      throw new IOException("the entry %s is missing".formatted(UntrustedText.brief(name)));
    }
    return content;
  }

  private static byte[] bytes(double[] numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(numbers.length, Double.BYTES));
    bytes.asDoubleBuffer().put(numbers);
    return bytes.array();
  }

  private static double[] numbers(byte[] bytes) {
    double[] numbers = new double[bytes.length / Double.BYTES];
    ByteBuffer.wrap(bytes).asDoubleBuffer().get(numbers);
    return numbers;
  }
}
