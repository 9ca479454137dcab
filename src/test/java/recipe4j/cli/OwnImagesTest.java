package recipe4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recipe4j.data.ImageShape;
import recipe4j.image.WrittenPictures;
import recipe4j.io.TextWidth;
import recipe4j.model.KerasCnn;
import recipe4j.model.ModelFile;

/** {@code predict} on a person's own pictures, good and bad. */
class OwnImagesTest {
  @TempDir private static Path folder;
  private static Path model;
  private static Path picture;

  @BeforeAll
  static void prepare() throws IOException {
    model = folder.resolve("digits.zip");
    ModelFile.save(model, KerasCnn.create(new ImageShape(28, 28, 10), 1), Map.of());
    picture = WrittenPictures.write(folder.resolve("zero.jpg"), ring(640, 480));
  }

  private static BufferedImage ring(int width, int height) {
    return WrittenPictures.ring(BufferedImage.TYPE_3BYTE_BGR, width, height);
  }

  @Test
  void theOutputShowsWhatTheModelSaw() {
    Cli.Result result = Cli.run("predict", "--model", model, picture);
    assertThat(result.code()).as(result.err()).isZero();
    List<String> lines = result.out().lines().toList();
    assertThat(lines.get(0)).as("the answer first").matches("\\d, \\d\\d\\.\\d\\d%");
    assertThat(lines.get(1)).startsWith("image 0: " + picture + ", dark on light, inverted; ink ");
    List<String> rows = lines.subList(2, 30);
    assertThat(rows).allMatch(row -> row.matches("\\|[ .:=+*#%@-]{56}\\|"));
    assertThat(rows.get(13))
        .as("through the hole of the ring")
        .matches("\\| +.*@@.* {10,}.*@@.* +\\|");
    assertThat(rows.get(0)).isEqualTo("|" + " ".repeat(56) + "|");
    assertThat(lines.get(30)).isEqualTo("temperature 1.0");
    assertThat(lines.get(31)).isEqualTo("image  predicted  confidence  entropy");
    assertThat(lines.get(32))
        .contains(lines.get(0).replaceAll(",.*", " "), lines.get(0).substring(3));
    assertThat(lines.subList(30, lines.size())).allMatch(line -> line.length() <= 80);
    assertThat(lines).hasSize(38);
  }

  @Test
  void aModelMayStandBeforeThePictures() {
    Cli.Result named = Cli.run("predict", "--model", model, "--temperature", "0.6", picture);
    Cli.Result first = Cli.run("predict", model, picture, "--temperature", "0.6");
    assertThat(first).isEqualTo(named);
    Cli.run("predict", folder.resolve("missing.keras"), picture)
        .failedWith(1, folder.resolve("missing.keras").toString());
  }

  @Test
  void severalPicturesInOrder() throws IOException {
    Path other = WrittenPictures.write(folder.resolve("other.png"), ring(90, 120));
    Cli.Result result = Cli.run("predict", model, picture, other, picture, "--show", "none");
    assertThat(result.out().lines().map(line -> line.split(",", -1)[0]))
        .startsWith("image 0: " + picture, "image 1: " + other, "image 2: " + picture);
    List<String> rows = result.out().lines().skip(5).limit(3).toList();
    String answer = rows.get(0).substring(5);
    assertThat(rows.get(1).substring(5)).isNotEqualTo(answer);
    assertThat(rows.get(2).substring(5)).isEqualTo(answer);
  }

  @Test
  void blocksForATerminal() {
    Cli.Result result = Cli.run("predict", model, picture, "--show", "blocks");
    List<String> rows = result.out().lines().skip(2).limit(14).toList();
    assertThat(rows).allMatch(row -> row.endsWith("\u001b[0m") && row.split("▀", -1).length == 29);
    assertThat(rows.get(7)).contains("38;5;16;48;5;16m", "38;5;255;48;5;255m");
  }

  @Test
  void preparedPicturesAreKept() throws IOException {
    Path kept = folder.resolve("kept/prepared");
    Cli.Result result =
        Cli.run("predict", model, picture, "--show", "none", "--save-prepared", kept);
    assertThat(result.err()).contains("Written to " + kept);
    BufferedImage image = ImageIO.read(kept.resolve("0-zero.png").toFile());
    assertThat(image.getWidth()).isEqualTo(28);
    assertThat(image.getRaster().getSample(0, 0, 0)).isZero();
    Cli.Result again = Cli.run("predict", model, kept.resolve("0-zero.png"), "--show", "none");
    assertThat(again.out()).contains("light on dark, as it is");
    assertThat(again.out().lines().toList().get(0))
        .as("the same prediction")
        .isEqualTo(result.out().lines().toList().get(0));
  }

  @Test
  void withoutPicturesNoneCanBeKept() {
    Cli.run("predict", model, "--save-prepared", folder.resolve("none"))
        .failedWith(2, "--save-prepared", "name pictures, or leave it out");
  }

  @Test
  void theWholePictureMayBeScaled() {
    Cli.Result result = Cli.run("predict", model, picture, "--prepare", "scale");
    assertThat(result.out()).contains(picture + ", scaled to 28x28");
    Cli.run("predict", model, picture, "--prepare", "guess").failedWith(2, "guess");
  }

  @Test
  void badPicturesAreToldInOneLine() throws IOException {
    Path png = WrittenPictures.write(folder.resolve("corrupt.png"), ring(100, 100));
    failed(WrittenPictures.corrupt(png), "must be whole, found a damaged one");
    Path jpeg = WrittenPictures.write(folder.resolve("truncated.jpg"), ring(300, 300));
    failed(WrittenPictures.cut(jpeg, 0.5), "must be whole, found a damaged one");
    failed(Files.createFile(folder.resolve("empty.bmp")), "found an empty file");
    failed(
        WrittenPictures.hugePng(folder.resolve("huge.png"), 20_000, 20_000),
        "at most 16384 pixels a side and 128 megapixels, found 20000x20000");
    failed(Files.writeString(folder.resolve("text.png"), "hello"), "found something else");
    BufferedImage blank = new BufferedImage(200, 100, BufferedImage.TYPE_BYTE_GRAY);
    failed(WrittenPictures.write(folder.resolve("blank.png"), blank), "must show ink on paper");
    failed(folder.resolve("missing.png"), "found no such file");
    Cli.run("predict", model, Files.createDirectory(folder.resolve("none")))
        .failedWith(1, "none: a folder of pictures must hold some, found none");
  }

  @Test
  void theReadableOnesOfAFolderAreAnsweredAndTheOthersSaid() throws IOException {
    Path pictures = Files.createDirectories(folder.resolve("mine/more")).getParent();
    WrittenPictures.write(pictures.resolve("b.png"), ring(90, 120));
    WrittenPictures.write(pictures.resolve("more/c.png"), ring(120, 90));
    Path note = Files.writeString(pictures.resolve("a.txt"), "hello");
    Files.writeString(pictures.resolve(".hidden"), "hello");
    Cli.Result result = Cli.run("predict", model, pictures, "--show", "none");
    assertThat(result.code()).as("one was left out").isEqualTo(1);
    assertThat(result.out())
        .startsWith("image 0: " + pictures.resolve("b.png"))
        .contains("image 1: " + pictures.resolve("more/c.png"));
    assertThat(result.err())
        .contains("left out: " + note + ": a picture must be PNG")
        .contains("2 files read, 1 left out; --strict stops at the first");
    Cli.run("predict", model, pictures, "--strict").failedWith(1, note + ": a picture must be PNG");
    Path other = Files.writeString(folder.resolve("other.txt"), "hello");
    Cli.run("predict", model, note, other)
        .failedWith(1, "at least one image must be readable, found none in 2 files");
  }

  @Test
  void aPictureThatIsNoDigitIsDoubted() throws IOException {
    BufferedImage two = ring(400, 400);
    BufferedImage both = new BufferedImage(800, 400, BufferedImage.TYPE_3BYTE_BGR);
    both.createGraphics().drawImage(two, 0, 0, null);
    both.createGraphics().drawImage(two, 400, 0, null);
    Path file = WrittenPictures.write(folder.resolve("two.png"), both);
    assertThat(Cli.run("predict", model, file).err())
        .contains("warning: " + file + ": there are 2 pieces of ink");
    Cli.Result each = Cli.run("predict", model, file, "--each");
    assertThat(each.err()).doesNotContain("warning");
    assertThat(each.out()).contains("; number 1 of 2\n").contains("; number 2 of 2\n");
    assertThat(Cli.run("predict", model, picture).err()).doesNotContain("warning");
    Path grey = WrittenPictures.write(folder.resolve("grey.png"), new BufferedImage(9, 9, 10));
    assertThat(Cli.run("predict", model, grey, "--prepare", "scale").err())
        .contains("grey.png: the picture is empty: all of one grey");
  }

  @Test
  void namesOfClassesStandForTheirNumbersAndFitTheTerminal() throws IOException {
    for (int classes : new int[] {3, 40}) {
      List<String> names = new ArrayList<>(List.of("\u732b", "a name that is far too long", "c"));
      while (names.size() < classes) {
        names.add("\u5f88\u957f\u7684\u540d\u5b57\u7b2c" + names.size());
      }
      Path named = folder.resolve(classes + ".zip");
      ModelFile.save(
          named,
          KerasCnn.create(new ImageShape(28, 28, classes), 1),
          Map.of("dataset", Map.of("name", "mine", "source", "here", "classes", names)));
      Path two = WrittenPictures.write(folder.resolve("other.png"), ring(90, 120));
      for (String kind : List.of("--draw=1", "--compare", "--calibrated")) {
        Cli.Result result = Cli.run("predict", named, picture, two, "--show", "none", kind);
        if (kind.equals("--calibrated")) {
          result = Cli.run("predict", named, picture, "--show", "none");
          assertThat(result.out().lines().findFirst().get())
              .matches("(\u732b|a name that is far too long|c|\u5f88.*), \\d+\\.\\d\\d%");
        }
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(
                result
                    .out()
                    .lines()
                    .filter(line -> !line.startsWith("image 0:") && !line.startsWith("image 1:")))
            .allMatch(line -> TextWidth.of(line) <= 80);
        assertThat(result.out()).containsPattern("\u732b|a name that|  c |\u5f88");
      }
    }
  }

  private static void failed(Path bad, String words) {
    Cli.run("predict", model, bad).failedWith(1, bad + ": a picture must", words);
    Cli.Result result = Cli.run("predict", model, picture, bad, "--strict");
    result.failedWith(1, bad + ": a picture must", words);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines().filter(line -> !line.startsWith("note: "))).hasSize(1);
  }
}
