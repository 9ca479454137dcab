package recipe4j.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import recipe4j.schedule.PiecewiseSchedule;

/** Networks of a few weights, and their files with one thing changed. */
public final class SmallModels {
  /** Height and width of the images that they take. */
  public static final int SIDE = 8;

  /** Of an entry in the list of a zip, its size without names, and where it says the beginning. */
  private static final int LIST_SIGNATURE = 0x02014b50;

  private static final int LIST_ENTRY = 46;
  private static final int BEGINNING = 42;

  private SmallModels() {}

  /** A convolution, pooling, batch normalisation, dropout and softmax; three classes. */
  public static MultiLayerConfiguration convolutional() {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .updater(new Adam(PiecewiseSchedule.recipe()))
        .list()
        .layer(new ConvolutionLayer.Builder(3, 3).nOut(2).activation(Activation.RELU).build())
        .layer(new SubsamplingLayer.Builder().kernelSize(2, 2).stride(2, 2).build())
        .layer(new BatchNormalization.Builder().build())
        .layer(new DropoutLayer.Builder(new Dropout(0.5)).build())
        .layer(
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(3)
                .activation(Activation.SOFTMAX)
                .build())
        .setInputType(InputType.convolutionalFlat(SIDE, SIDE, 1))
        .build();
  }

  /** Two dense layers; three classes. */
  public static MultiLayerConfiguration dense() {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .list()
        .layer(new DenseLayer.Builder().nIn(SIDE * SIDE).nOut(2).l2(0.1).build())
        .layer(
            new OutputLayer.Builder(LossFunction.MSE)
                .nOut(3)
                .activation(Activation.IDENTITY)
                .build())
        .setInputType(InputType.feedForward(SIDE * SIDE))
        .build();
  }

  /** An initialised network. */
  public static MultiLayerNetwork network(MultiLayerConfiguration configuration) {
    MultiLayerNetwork net = new MultiLayerNetwork(configuration);
    net.init();
    return net;
  }

  /** The entries of a model's file, by name. */
  public static Map<String, byte[]> entries(MultiLayerConfiguration configuration) {
    try {
      Path file = Files.createTempFile("model", ".zip");
      try {
        ModelFile.save(file, network(configuration), Map.of("options", Map.of("prepare", "mnist")));
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
          for (ZipEntry entry : Collections.list(zip.entries())) {
            entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
          }
        }
        return entries;
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A zip of entries that are not packed, so that a fuzzer can change them. */
  public static byte[] stored(Map<String, byte[]> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        ZipEntry stored = new ZipEntry(entry.getKey());
        stored.setMethod(ZipEntry.STORED);
        stored.setSize(entry.getValue().length);
        CRC32 sum = new CRC32();
        sum.update(entry.getValue());
        stored.setCrc(sum.getValue());
        zip.putNextEntry(stored);
        zip.write(entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The same zip, whose list says of every entry that it begins at the last byte. */
  public static byte[] outOfReach(byte[] zip) {
    byte[] changed = zip.clone();
    ByteBuffer bytes = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i + LIST_ENTRY <= changed.length; i++) {
      if (bytes.getInt(i) == LIST_SIGNATURE) {
        bytes.putInt(i + BEGINNING, changed.length - 1);
      }
    }
    return changed;
  }

  /** The configuration of a model, with some of its text replaced. */
  public static Map<String, byte[]> edited(
      MultiLayerConfiguration configuration, String found, String replaced) {
    Map<String, byte[]> entries = entries(configuration);
    String json = new String(entries.get("configuration.json"), StandardCharsets.UTF_8);
    if (!json.contains(found)) {
      throw new IllegalArgumentException(found + " is not in " + json);
    }
    entries.put(
        "configuration.json", json.replace(found, replaced).getBytes(StandardCharsets.UTF_8));
    return entries;
  }

  /** Without line ends and indents. */
  public static String compact(MultiLayerConfiguration configuration) {
    return configuration.toJson().replaceAll("\\s*\\R\\s*", "").replace("\" : ", "\":");
  }
}
