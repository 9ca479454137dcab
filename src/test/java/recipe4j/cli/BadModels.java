package recipe4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static recipe4j.model.SmallModels.convolutional;
import static recipe4j.model.SmallModels.dense;
import static recipe4j.model.SmallModels.edited;
import static recipe4j.model.SmallModels.entries;
import static recipe4j.model.SmallModels.stored;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import recipe4j.model.SmallModels;

/** Models that are wrong, each in one way. */
final class BadModels {
  private static final String CONFIGURATION = "configuration.json";
  private static final String PARAMETERS = "coefficients.bin";
  private static final int MEGABYTE = 1 << 20;

  /** Behind the mode, the length and the type of the shape, and the rank. */
  private static final int FIRST_SIZE = 40;

  private final Path folder;
  private final List<BadFile> cases = new ArrayList<>();

  private BadModels(Path folder) {
    this.folder = folder;
  }

  static List<BadFile> in(Path folder) throws IOException {
    BadModels models = new BadModels(folder);
    models.zips();
    models.configurations();
    models.sizes();
    models.arrays();
    models.kerasFiles();
    return models.cases;
  }

  private void zips() throws IOException {
    byte[] good = stored(entries(convolutional()));
    model("an empty file", new byte[0], "zip");
    model("text named .zip", "hello".getBytes(UTF_8), "zip");
    for (int percent : List.of(1, 25, 50, 75, 90, 99)) {
      model(
          "a model cut at " + percent + "%",
          Arrays.copyOf(good, good.length * percent / 100),
          "is no readable model");
    }
    Path inPlace = Files.createDirectories(folder.resolve("folder.zip"));
    cases.add(
        BadFile.refused("a folder in place of a model", summary(inPlace), "no model file at"));
    for (String missing : List.of(CONFIGURATION, PARAMETERS)) {
      Map<String, byte[]> entries = entries(dense());
      entries.remove(missing);
      model("no " + missing, stored(entries), "the entry " + missing + " is missing");
    }
    for (String name :
        List.of("../../evil.sh", "a/../../evil", "/etc/evil", "C:evil", "..\\evil", "a\u001b[2J")) {
      Map<String, byte[]> entries = entries(dense());
      entries.put(name, new byte[1]);
      model(
          "an entry named " + name.replace('\u001b', '?'),
          stored(entries),
          "the name of an entry must be plain and relative");
    }
    model(
        "an entry that is said to lie behind the end, which the fuzzer found",
        SmallModels.outOfReach(good),
        "must be whole, found its end missing");
    Map<String, byte[]> twice = entries(dense());
    twice.put("Configuration.json", "{}".getBytes(UTF_8));
    model(
        "two configurations",
        replaced(stored(twice), "Configuration.json", CONFIGURATION),
        "an entry must be there once, found two of configuration.json");
    Map<String, byte[]> many = entries(dense());
    for (int i = 0; i < 2000; i++) {
      many.put("entry" + i, new byte[0]);
    }
    model("two thousand entries", stored(many), "at most 1000 entries, found 200");
    model("a bomb as configuration", bomb(CONFIGURATION, 64), "at most 4194304 bytes");
    model("a bomb as parameters", bomb(PARAMETERS, 64), "at most");
    model("a bomb as recipe4j.json", bomb("recipe4j.json", 64), "at most 16777216 bytes");
  }

  private void configurations() throws IOException {
    String reluClass = "org.nd4j.linalg.activations.impl.ActivationReLU";
    change(
        "a gadget as class",
        reluClass,
        "com.sun.rowset.JdbcRowSetImpl",
        "the class at",
        "found com.sun.rowset.JdbcRowSetImpl");
    change("a class of nobody", reluClass, "x.y.Z", "the class at confs[0]", "found x.y.Z");
    change(
        "a class of ours that is no part",
        reluClass,
        "recipe4j.cli.Main",
        "found recipe4j.cli.Main");
    change(
        "a class in an array",
        "\"activationFn\" : {",
        "\"activationFn\" : [\"com.sun.rowset.JdbcRowSetImpl\", {}], \"x\" : {",
        "a list must hold no text");
    change(
        "a class that does not fit",
        reluClass,
        "org.nd4j.linalg.learning.config.Sgd",
        "is no readable model");
    change(
        "a name twice",
        "\"@class\" : \"" + reluClass,
        "\"@class\" : \"x.y.Z\", \"@class\" : \"" + reluClass,
        "Duplicate");
    change(
        "JSON that is 100,000 deep",
        "\"backpropType\" :",
        "\"x\" : " + "[".repeat(100_000) + "]".repeat(100_000) + ", \"backpropType\" :",
        "depth");
    change(
        "a million values",
        "\"backpropType\" :",
        "\"x\" : [" + "1,".repeat(1_100_000) + "1], \"backpropType\" :",
        "1000000");
    change("no JSON", "{", "hello", "the configuration must be JSON");
    change(
        "layers that are text",
        "\"confs\" : [",
        "\"confs\" : \"none\", \"x\" : [",
        "confs, a list of layers");
    change("no layer", "\"confs\" : [", "\"confs\" : [], \"x\" : [", "1 to 1000 layers, found 0");
    Map<String, byte[]> sections = entries(dense());
    sections.put("recipe4j.json", "{\"format\":1,\"sections\":null}".getBytes(UTF_8));
    model("sections that are null", stored(sections), "recipe4j.json must hold sections");
    sections.put("recipe4j.json", "[".repeat(100_000).getBytes(UTF_8));
    model("sections that are 100,000 deep", stored(sections), "is no readable model");
  }

  private void sizes() throws IOException {
    change(
        "no activation, which the fuzzer found",
        "\"activationFn\" : {",
        "\"activationFn\" : null, \"x\" : {",
        "activationFn must be set, found nothing");
    change(
        "no kind of pooling",
        "\"poolingType\" : \"MAX\"",
        "\"poolingType\" : null",
        "is no readable model");
    change(
        "no padding, which the fuzzer found",
        "\"padding\" : [ 0, 0 ]",
        "\"padding\" : null",
        "confs[0].layer.padding must be set, found nothing");
    change(
        "a kernel of three sides",
        "\"kernelSize\" : [ 3, 3 ]",
        "\"kernelSize\" : [ 3, 3, 3 ]",
        "kernelSize must have 2 values, found 3");
    change(
        "a stride of nothing",
        "\"stride\" : [ 2, 2 ]",
        "\"stride\" : [ null, 2 ]",
        "stride must have values of 1 or more, found 0");
    change("a rate that is no number", "\"beta1\" : 0.9", "\"beta1\" : \"NaN\"", "beta1 must be a");
    change(
        "integers as weights", "\"FLOAT\"", "\"INT\"", "must be a floating point type, found INT");
    change(
        "channels at two places",
        "\"cnn2dDataFormat\" : \"NCHW\"",
        "\"cnn2dDataFormat\" : \"NHWC\"",
        "must take images of format NCHW, found NHWC");
    change(
        "a billion parameters",
        "\"nout\" : 2",
        "\"nout\" : 1000000000",
        "must be a whole number from 0 to 16777216, found 1000000000");
    change(
        "fewer parameters than there are",
        "\"hasBias\" : true",
        "\"hasBias\" : false",
        "the parameters must be");
    change("a negative size", "\"nout\" : 2", "\"nout\" : -2", "from 0 to 16777216, found -2");
    change("a size that is no number", "\"nout\" : 2", "\"nout\" : \"2\"", "found \"2\"");
    change(
        "a size that runs over",
        "\"nout\" : 2",
        "\"nout\" : 18446744073709551618",
        "found 18446744073709551618");
    change(
        "a stride of 0",
        "\"stride\" : [ 2, 2 ]",
        "\"stride\" : [ 0, 2 ]",
        "stride must be a whole number from 1");
    change(
        "a kernel of a million",
        "\"kernelSize\" : [ 3, 3 ]",
        "\"kernelSize\" : [ 1000000, 3 ]",
        "kernelSize must be a whole number from 1 to 65536");
    change(
        "parameters by a kernel of 65,536 x 65,536",
        "\"kernelSize\" : [ 3, 3 ]",
        "\"kernelSize\" : [ 65536, 65536 ]",
        "at most 536870912 parameters");
    change(
        "a padding that makes an image of 130,000 x 130,000",
        "\"padding\" : [ 0, 0 ]",
        "\"padding\" : [ 65536, 65536 ]",
        "a layer must give at most 16777216 values");
    change(
        "layers that don't fit each other",
        "\"numChannels\" : 2",
        "\"numChannels\" : 3",
        "is no readable model");
  }

  private void arrays() throws IOException {
    byte[] good = entries(dense()).get(PARAMETERS);
    parameters(
        "parameters that are cut off",
        Arrays.copyOf(good, good.length - 5),
        "bytes of values, found");
    parameters("no parameters at all", new byte[0], "the parameters must be a whole array");
    parameters(
        "parameters with a shape of 2 to the 60",
        withLong(good, FIRST_SIZE, 1L << 60),
        "the parameters must be");
    parameters(
        "parameters of type UTF8",
        replaced(good, "FLOAT", "UTF8 "),
        "the parameters must have a type");
    parameters(
        "parameters from no allocation mode",
        replaced(good, "MIXED_DATA_TYPES", "MIXED_DATA_TYPEX"),
        "must be an array of ND4J's");
    parameters(
        "text as parameters",
        "some text, hardly weights".getBytes(UTF_8),
        "the parameters must be");
  }

  private void kerasFiles() throws IOException {
    keras("an empty .keras", "a.keras", new byte[0], "no .keras file");
    keras("an empty .h5", "b.h5", new byte[0], "no HDF5 file");
    keras("text named .h5", "c.h5", "hello".getBytes(UTF_8), "no HDF5 file");
    keras(
        "an entry that is said to lie behind the end",
        "h.keras",
        SmallModels.outOfReach(kerasZip("config.json", "{}")),
        "is damaged (it ends early)");
    keras(
        "an entry named ../../evil",
        "d.keras",
        kerasZip("../../evil", "{}"),
        "the entry ../../evil is not supported");
    keras(
        "JSON that is 100,000 deep",
        "e.keras",
        kerasZip("config.json", "{\"config\":" + "[".repeat(100_000)),
        "config.json is no JSON",
        "depth");
    keras(
        "code as a layer",
        "f.keras",
        kerasZip(
            "config.json",
            "{\"class_name\":\"Sequential\",\"config\":{\"layers\":[{\"class_name\":\"InputLayer\",\"config\":{\"batch_shape\":[null,8]}},{\"class_name\":\"Lambda\",\"config\":{\"function\":\"4wEAAAA=\"}}]}}"),
        "Lambda");
    keras(
        "a billion weights",
        "g.keras",
        kerasZip(
            "config.json",
            "{\"class_name\":\"Sequential\",\"config\":{\"layers\":[{\"class_name\":\"InputLayer\",\"config\":{\"batch_shape\":[null,31623]}},{\"class_name\":\"Dense\",\"config\":{\"units\":31623,\"activation\":\"softmax\"}}]}}"),
        "g.keras");
  }

  private static byte[] kerasZip(String entry, String content) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("metadata.json", "{\"keras_version\":\"3.0.0\"}".getBytes(UTF_8));
    entries.put("model.weights.h5", new byte[100]);
    entries.put(entry, content.getBytes(UTF_8));
    return stored(entries);
  }

  private void keras(String name, String file, byte[] content, String... words) throws IOException {
    Path model = Files.write(folder.resolve(file), content);
    cases.add(BadFile.refused("Keras: " + name, summary(model), words));
  }

  private void change(String name, String found, String replacement, String... words)
      throws IOException {
    model(name, stored(edited(convolutional(), found, replacement)), words);
  }

  private void parameters(String name, byte[] array, String... words) throws IOException {
    Map<String, byte[]> entries = entries(dense());
    entries.put(PARAMETERS, array);
    model(name, stored(entries), words);
  }

  private void model(String name, byte[] content, String... words) throws IOException {
    Path file = Files.write(folder.resolve("model" + cases.size() + ".zip"), content);
    String[] all = Arrays.copyOf(words, words.length + 1);
    all[words.length] = file.toString();
    cases.add(BadFile.refused("model: " + name, summary(file), all));
  }

  private static List<Object> summary(Path file) {
    return List.of("summary", "--model", file);
  }

  /** A good model, but for one entry of that many megabytes, packed to a thousandth. */
  static byte[] bomb(String name, int megabytes) {
    Map<String, byte[]> entries = new LinkedHashMap<>(entries(dense()));
    entries.remove(name);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
      zip.putNextEntry(new ZipEntry(name));
      byte[] spaces = new byte[MEGABYTE];
      Arrays.fill(spaces, (byte) ' ');
      for (int i = 0; i < megabytes; i++) {
        zip.write(spaces);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The same bytes, with some text replaced by text of the same length. */
  private static byte[] replaced(byte[] bytes, String found, String replacement) {
    byte[] changed = bytes.clone();
    byte[] wanted = found.getBytes(UTF_8);
    for (int at = indexOf(changed, wanted); at >= 0; at = indexOf(changed, wanted)) {
      System.arraycopy(replacement.getBytes(UTF_8), 0, changed, at, wanted.length);
    }
    return changed;
  }

  private static byte[] withLong(byte[] bytes, int at, long value) {
    byte[] changed = bytes.clone();
    ByteBuffer.wrap(changed).putLong(at, value);
    return changed;
  }

  private static int indexOf(byte[] bytes, byte[] wanted) {
    for (int i = 0; i + wanted.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }
}
