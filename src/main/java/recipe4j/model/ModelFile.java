package recipe4j.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import recipe4j.engine.EngineKind;
import recipe4j.engine.EngineOptions;
import recipe4j.engine.Engines;
import recipe4j.io.AtomicFile;
import recipe4j.io.Folders;
import recipe4j.io.RegularFile;
import recipe4j.io.UntrustedJson;
import recipe4j.io.UntrustedText;
import recipe4j.model.file.ConfigurationJson;
import recipe4j.model.file.ConfigurationSizes;
import recipe4j.model.file.ModelZip;
import recipe4j.model.file.StoredArray;
import recipe4j.model.file.ZipCopy;

/**
 * A model on disk: the zip that DL4J's own {@code ModelSerializer} writes and reads, with one more
 * entry, {@value #ENTRY}, of named sections of plain values. DL4J ignores that entry.
 */
public final class ModelFile {
  /** Name of recipe4j's entry in the zip. */
  public static final String ENTRY = "recipe4j.json";

  private static final String CONFIGURATION = "configuration.json";
  private static final String PARAMETERS = "coefficients.bin";
  private static final String UPDATER = "updaterState.bin";
  private static final int FORMAT = 1;
  private static final int MAX_SECTIONS = 16 << 20;
  private static final JsonMapper JSON =
      JsonMapper.builder(UntrustedJson.factory())
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /** The content of the entry. */
  private record Content(
      @JsonProperty("format") int format,
      @JsonProperty("sections") Map<String, Map<String, Object>> sections) {}

  private ModelFile() {}

  /**
   * Saves a network with its updater's state, all or nothing.
   *
   * @param file where to; an old file is replaced
   * @param net the network
   * @param sections name to plain values, kept beside it
   * @throws IOException if the file can't be written
   */
  public static void save(
      Path file, MultiLayerNetwork net, Map<String, Map<String, Object>> sections)
      throws IOException {
    Map<String, byte[]> entries = entries(net, sections);
    AtomicFile.write(
        file,
        temporary -> {
          try (ZipOutputStream zip =
              new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(temporary)))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
              zip.putNextEntry(new ZipEntry(entry.getKey()));
              zip.write(entry.getValue());
              zip.closeEntry();
            }
          }
        });
  }

  /**
   * What a model file holds, for a file that has more in it. DL4J's names and layout. The network
   * is taken as it is at one moment, while other threads may train it.
   *
   * @param net the network
   * @param sections name to plain values, kept beside it
   * @return name of an entry to its bytes, in the order of the file
   * @throws IOException never, as nothing but memory is written
   */
  public static Map<String, byte[]> entries(
      MultiLayerNetwork net, Map<String, Map<String, Object>> sections) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    synchronized (net) {
      putNetwork(net, entries);
    }
    entries.put(ENTRY, JSON.writeValueAsBytes(new Content(FORMAT, sections)));
    return entries;
  }

  private static void putNetwork(MultiLayerNetwork net, Map<String, byte[]> entries)
      throws IOException {
    String json = net.getLayerWiseConfigurations().toJson();
    entries.put(CONFIGURATION, json.getBytes(StandardCharsets.UTF_8));
    if (net.params() == null) {
      entries.put(PARAMETERS, new byte[0]);
      entries.put(ModelSerializer.NO_PARAMS_MARKER, new byte[0]);
    } else {
      entries.put(PARAMETERS, bytes(net.params()));
    }
    INDArray state = net.getUpdater().getStateViewArray();
    if (state != null && state.length() > 0) {
      entries.put(UPDATER, bytes(state));
    }
  }

  private static byte[] bytes(INDArray array) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      Nd4j.write(array, out);
    }
    return bytes.toByteArray();
  }

  /**
   * Adds values to a section of a model that is saved already; its other values and the rest of the
   * file stay as they are.
   *
   * @param file of a model, one of ours
   * @param name of the section
   * @param values plain ones: numbers, texts, lists and maps
   * @throws IOException if the file can't be read or written
   */
  public static void addToSection(Path file, String name, Map<String, Object> values)
      throws IOException {
    Map<String, Object> all =
        new LinkedHashMap<>(read(file).sections().getOrDefault(name, Map.of()));
    all.putAll(values);
    putSection(file, name, all);
  }

  /**
   * Adds a section to a saved model, or replaces it, all or nothing. Network, updater and the other
   * sections stay as they are, byte for byte.
   *
   * @param file a model zip
   * @param name of the section
   * @param values plain values
   * @throws IOException if the file is missing, is no model, or can't be written
   */
  public static void putSection(Path file, String name, Map<String, Object> values)
      throws IOException {
    Map<String, Map<String, Object>> sections = new LinkedHashMap<>(read(file).sections());
    sections.put(name, values);
    byte[] json = JSON.writeValueAsBytes(new Content(FORMAT, sections));
    AtomicFile.write(
        file,
        temporary -> {
          try (InputStream zip = RegularFile.open(file)) {
            ZipCopy.write(zip, ENTRY, json, temporary);
          }
        });
  }

  /**
   * Loads a network that recipe4j or DL4J saved, accelerated where it can be.
   *
   * @param file a model zip
   * @return the network and its sections
   * @throws IOException if the file is missing, is no model, or was cut off
   */
  public static SavedModel load(Path file) throws IOException {
    return load(file, EngineKind.AUTO, EngineOptions.defaults());
  }

  /**
   * Loads a network onto an engine of choice. Java objects in the file are never deserialised.
   *
   * @param file a model zip
   * @param engine what computes the network
   * @param options threads of the accelerated engine
   * @return the network and its sections
   * @throws IOException if the file is missing, is no model, or was cut off
   * @throws IllegalArgumentException if the engine can't be used here
   */
  public static SavedModel load(Path file, EngineKind engine, EngineOptions options)
      throws IOException {
    SavedModel saved = read(file);
    try {
      return new SavedModel(Engines.wrap(saved.network(), engine, options), saved.sections());
    } catch (IllegalArgumentException e) {
      throw e;
    } catch (RuntimeException e) {
      throw unreadable(file, e);
    }
  }

  private static SavedModel read(Path file) throws IOException {
    requireFile(file);
    try (ModelZip zip = ModelZip.open(file)) {
      return new SavedModel(network(zip), sections(zip));
    } catch (UncheckedIOException e) {
      throw e; // native libraries can't be loaded: not the file's fault
    } catch (IOException | RuntimeException e) {
      throw unreadable(file, e);
    }
  }

  private static void requireFile(Path file) throws IOException {
    Folders.requireOpen(file);
    boolean folder = Files.isDirectory(file);
    if (folder || Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(
          "no model file at %s%s; train one first, or name another"
              .formatted(file, folder ? ", found a folder" : ""));
    }
    RegularFile.require(file);
  }

  private static IOException unreadable(Path file, Exception e) {
    return new IOException(
        "%s is no readable model (%s); train it again or take another file"
            .formatted(file, reason(e)),
        e);
  }

  /** What the configuration asks for must be there, before memory is taken for it. */
  private static MultiLayerNetwork network(ModelZip zip) throws IOException {
    MultiLayerConfiguration configuration =
        ConfigurationJson.read(zip.read(CONFIGURATION, ConfigurationJson.MAX_BYTES));
    long parameters = ConfigurationSizes.parameters(configuration);
    MultiLayerNetwork net = Engines.plain(configuration);
    long bytes = parameters * Double.BYTES + StoredArray.HEADER_BYTES;
    INDArray values =
        StoredArray.read(zip.readDense(PARAMETERS, bytes), "the parameters", parameters);
    net.init(values, false);
    if (zip.has(UPDATER)) {
      INDArray state = net.getUpdater().getStateViewArray();
      long length = state == null ? 0 : state.length();
      long most = length * Double.BYTES + StoredArray.HEADER_BYTES;
      net.getUpdater()
          .setStateViewArray(
              net, StoredArray.read(zip.read(UPDATER, most), "the updater's state", length), false);
    }
    return net;
  }

  private static Map<String, Map<String, Object>> sections(ModelZip zip) throws IOException {
    if (!zip.has(ENTRY)) {
      return Map.of();
    }
    Content content = JSON.readValue(zip.read(ENTRY, MAX_SECTIONS), Content.class);
    if (content == null || content.sections() == null || content.sections().containsValue(null)) {
      throw new IOException(ENTRY + " must hold sections of values, found none");
    }
    return content.sections();
  }

  /** Jackson adds a second line on where it was. */
  private static String reason(Exception e) {
    if (e instanceof EOFException end) {
      return UntrustedText.reason(end);
    }
    String message =
        e instanceof JsonProcessingException json ? UntrustedJson.reason(json) : e.getMessage();
    return message == null
        ? e.getClass().getSimpleName()
        : UntrustedText.sentence(message.lines().findFirst().orElse(e.getClass().getSimpleName()));
  }
}
