package recipe4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import recipe4j.SmallData;
import recipe4j.data.ImageShape;
import recipe4j.image.WrittenPictures;
import recipe4j.model.KerasCnn;
import recipe4j.model.ModelFile;
import recipe4j.model.SmallModels;

/** Images and datasets that are wrong, each in one way. */
final class BadData {
  private static final String TRAIN_IMAGES = "train-images-idx3-ubyte";

  private final Path folder;
  private final Path model;
  private final List<BadFile> cases = new ArrayList<>();

  private BadData(Path folder) throws IOException {
    this.folder = folder;
    model = folder.resolve("digits.zip");
    ModelFile.save(model, KerasCnn.create(new ImageShape(28, 28, 10), 1), Map.of());
  }

  static List<BadFile> in(Path folder) throws IOException {
    BadData data = new BadData(folder);
    data.idx();
    data.npz();
    data.pictures();
    return data.cases;
  }

  private void idx() throws IOException {
    idx("an empty file", new byte[0], "empty file");
    idx("text", "these are no images, only words".getBytes(UTF_8), "magic number");
    idx("a wrong magic number", header(2049, 1, 28, 28), "must be 2051, found 2049");
    idx("a negative number of images", header(2051, -1, 28, 28), "found 4294967295x28x28");
    idx("no images", header(2051, 0, 28, 28), "every dimension must be 1");
    idx("dimensions whose product runs over", header(2051, 65536, 65536, 65536), "less than 2 GB");
    idx("fewer pixels than it says", header(2051, 60000, 28, 28), "found 16");
    byte[] bomb = gzip(header(2051, 64, 1000, 1000), 61);
    idx("a gzip bomb", bomb, "at most 200 times its size");
    idx("a gzip bomb behind good images", gzip(header(2051, 1, 28, 28), 64), "found more");
    idx(
        "a gzip file that is cut off",
        java.util.Arrays.copyOf(gzip(header(2051, 1, 28, 28), 1), 20),
        "must be complete");
    bomb[20] ^= 0x55;
    idx("a gzip file that is damaged", java.util.Arrays.copyOf(bomb, 4000), "get it again");
    Path inPlace = dataset();
    Files.delete(inPlace.resolve(TRAIN_IMAGES));
    Files.createDirectory(inPlace.resolve(TRAIN_IMAGES));
    cases.add(
        BadFile.refused(
            "IDX: a folder in place of images",
            train("idx", inPlace),
            "found no train-images-idx3-ubyte"));
  }

  private void npz() throws IOException {
    npz(
        "an object array, which is a pickle",
        npy("|O", "(2, 28, 28)", 16),
        "object arrays are refused");
    npz("a shape that runs over", npy("|u1", "(65536, 65536, 65536, 65536)", 16), "needs");
    npz(
        "a dimension of 30 digits",
        npy("|u1", "(" + "9".repeat(30) + ", 28, 28)", 16),
        "dimensions must be at most");
    npz("a negative dimension", npy("|u1", "(-1, 28, 28)", 16), "a header must say");
    npz("text", "hello, no array".getBytes(UTF_8), "magic string of .npy");
  }

  private void pictures() throws IOException {
    picture(
        "text named .png",
        "a.png",
        "hello".getBytes(UTF_8),
        "PNG, JPEG, BMP or GIF, found something else");
    picture("an empty picture", "b.png", new byte[0], "found an empty file");
    Path huge = WrittenPictures.hugePng(folder.resolve("huge.png"), 20_000, 20_000);
    predict(
        "a PNG of 20000x20000 without pixels",
        huge,
        "at most 16384 pixels a side",
        "found 20000x20000");
    Path wide = WrittenPictures.hugePng(folder.resolve("wide.png"), 16_000, 16_000);
    predict("a PNG of 256 megapixels", wide, "128 megapixels");
    Path negative = WrittenPictures.hugePng(folder.resolve("negative.png"), -5, 28);
    predict("a PNG of negative width", negative, "a picture must");
    predict(
        "a PNG that is cut off", WrittenPictures.cut(ring("cut.png"), 0.7), "found a damaged one");
    predict(
        "a PNG with a wrong checksum",
        WrittenPictures.corrupt(ring("crc.png")),
        "found a damaged one");
    predict(
        "a JPEG that is cut off", WrittenPictures.cut(ring("cut.jpg"), 0.5), "found a damaged one");
    predict("a GIF that is cut off", WrittenPictures.cut(ring("cut.gif"), 0.3), "a picture must");
    byte[] bmp = Files.readAllBytes(ring("size.bmp"));
    ByteBuffer.wrap(bmp).putInt(18, 0x00E1F505); // 100,000,000 pixels wide
    picture("a BMP that says 100,000,000 pixels", "size.bmp", bmp, "a picture must");
    Path diverged = folder.resolve("diverged.zip");
    MultiLayerNetwork net = KerasCnn.create(new ImageShape(28, 28, 10), 1);
    net.params().putScalar(5, Float.NaN);
    ModelFile.save(diverged, net, Map.of());
    cases.add(
        BadFile.refused(
            "picture: a model whose weights are NaN",
            List.of("predict", diverged, ring("good.png")),
            "logits must be finite, found NaN",
            "has training diverged?"));
    Path inPlace = Files.createDirectories(folder.resolve("folder.png"));
    predict("a folder without pictures in place of one", inPlace, "must hold some, found none");
  }

  private Path ring(String name) throws IOException {
    Path file = folder.resolve(name);
    BufferedImage image = WrittenPictures.ring(BufferedImage.TYPE_3BYTE_BGR, 60, 60);
    String format = name.substring(name.indexOf('.') + 1);
    ImageIO.write(image, format, file.toFile());
    return file;
  }

  private void picture(String name, String file, byte[] content, String... words)
      throws IOException {
    predict(name, Files.write(folder.resolve(file), content), words);
  }

  private void predict(String name, Path file, String... words) {
    String[] all = java.util.Arrays.copyOf(words, words.length + 1);
    all[words.length] = file.toString();
    cases.add(BadFile.refused("picture: " + name, List.of("predict", model, file), all));
  }

  private void idx(String name, byte[] images, String... words) throws IOException {
    Path data = dataset();
    Files.write(data.resolve(TRAIN_IMAGES), images);
    cases.add(BadFile.refused("IDX: " + name, train("idx", data), words));
  }

  private void npz(String name, byte[] images, String... words) throws IOException {
    Path data = Files.createDirectory(folder.resolve("data" + cases.size()));
    Files.write(data.resolve("mnist.npz"), SmallModels.stored(Map.of("x_train.npy", images)));
    cases.add(BadFile.refused("npz: " + name, train("mnist", data), words));
  }

  private Path dataset() throws IOException {
    return IdxFiles.write(
        folder.resolve("data" + cases.size()), SmallData.bars(20, 1), SmallData.bars(5, 2));
  }

  private List<Object> train(String dataset, Path data) {
    return List.of("train", "--dataset", dataset, "--data", data, "--run", folder.resolve("run"));
  }

  private static byte[] header(int... numbers) {
    ByteBuffer header = ByteBuffer.allocate(4 * numbers.length);
    header.asIntBuffer().put(numbers);
    return header.array();
  }

  private static byte[] npy(String type, String shape, int bytes) {
    String header =
        "{'descr': '%s', 'fortran_order': False, 'shape': %s, }\n".formatted(type, shape);
    ByteBuffer file = ByteBuffer.allocate(10 + header.length() + bytes);
    file.put((byte) 0x93).put("NUMPY".getBytes(UTF_8)).put((byte) 1).put((byte) 0);
    file.put((byte) header.length()).put((byte) 0).put(header.getBytes(UTF_8));
    return file.array();
  }

  /** Content, then zeros, packed to a thousandth. */
  static byte[] gzip(byte[] content, int megabytes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < megabytes; i++) {
        out.write(zeros);
      }
    }
    return bytes.toByteArray();
  }
}
