package recipe4j.keras;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import recipe4j.io.AtomicFile;
import recipe4j.keras.config.KerasModel;
import recipe4j.keras.config.ModelWriter;
import recipe4j.keras.hdf5.Hdf5Group;
import recipe4j.keras.hdf5.Hdf5Writer;

/** Writes models and weights, all or nothing. */
final class KerasFileWriter {
  /** The version of Keras whose files are written. */
  static final String KERAS_VERSION = "3.15.1";

  private KerasFileWriter() {}

  /**
   * Writes a file.
   *
   * @param file an old file is replaced
   * @param kind of the file
   * @param net initialised
   * @param compiled whether optimizer and loss are written too
   */
  static void write(Path file, FileKind kind, MultiLayerNetwork net, boolean compiled)
      throws IOException {
    KerasModel model = Dl4jToKeras.read(net, compiled && kind != FileKind.WEIGHTS);
    WeightsWriter weights = new WeightsWriter(model, net);
    switch (kind) {
      case KERAS -> writeZip(file, model, weights);
      case H5 -> writeH5(file, weights.legacy());
      case WEIGHTS -> writeH5(file, weights.vars(false));
    }
  }

  private static void writeH5(Path file, Hdf5Group root) throws IOException {
    AtomicFile.write(file, temporary -> Hdf5Writer.write(temporary, root));
  }

  private static void writeZip(Path file, KerasModel model, WeightsWriter weights)
      throws IOException {
    ObjectNode config = ModelWriter.model(model);
    if (model.training() != null) {
      config.set("compile_config", TrainingWriter.compileConfig(model.training()));
    }
    ObjectNode metadata = ModelWriter.object().put("keras_version", KERAS_VERSION);
    metadata.put(
        "date_saved",
        DateTimeFormatter.ofPattern("yyyy-MM-dd@HH:mm:ss", Locale.ROOT)
            .format(LocalDateTime.now(ZoneOffset.UTC)));
    Hdf5Group root = weights.vars(model.training() != null);
    AtomicFile.write(
        file,
        temporary -> {
          Path h5 = temporary.resolveSibling(temporary.getFileName() + ".h5");
          try (OutputStream out = Files.newOutputStream(temporary);
              ZipOutputStream zip = new ZipOutputStream(out)) {
            Hdf5Writer.write(h5, root);
            put(zip, KerasZip.METADATA, metadata.toString());
            put(zip, KerasZip.CONFIG, config.toString());
            zip.putNextEntry(new ZipEntry(KerasZip.WEIGHTS));
            Files.copy(h5, zip);
            zip.closeEntry();
          } finally {
            Files.deleteIfExists(h5);
          }
        });
  }

  private static void put(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
