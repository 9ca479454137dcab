package recipe4j.datasets.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recipe4j.data.DataLayout;
import recipe4j.data.ImageDataset;
import recipe4j.data.ImageShape;
import recipe4j.data.InvalidDataException;
import recipe4j.data.LoadedDataset;

class NumpyDatasetTest {
  private static final byte[] TWO = ArrayFixture.bytes("(2, 2, 2)", 0, 1, 2, 3, 4, 5, 6, 255);
  private static final byte[] ONE = ArrayFixture.bytes("(1, 2, 2)", 9, 8, 7, 6);

  @TempDir private Path folder;

  private LoadedDataset load(DataLayout layout, Object... arrays) throws IOException {
    Path file = Files.write(folder.resolve("my.npz"), ArrayFixture.npz(arrays));
    return NumpyDataset.load(file, layout, 0);
  }

  private LoadedDataset load(Object... arrays) throws IOException {
    return load(DataLayout.DEFAULT, arrays);
  }

  @ParameterizedTest
  @CsvSource({
    "x_train, y_train, x_test, y_test",
    "X_train, Y_train, X_test, Y_test",
    "train_images, train_labels, test_images, test_labels",
    "training_images, training_labels, t10k_images, t10k_labels",
    "xtrain, ytrain, xtest, ytest",
    "trainX, trainY, testX, testY",
    "image, label, test_image, test_label",
    "data, target, data_test, target_test"
  })
  void knowsUsualNames(String x, String y, String xt, String yt) throws IOException {
    ImageDataset dataset =
        load(
                x,
                TWO,
                y,
                ArrayFixture.bytes("(2,)", 0, 2),
                xt,
                ONE,
                yt,
                ArrayFixture.bytes("(1,)", 1))
            .dataset();
    assertThat(dataset.shape()).isEqualTo(new ImageShape(2, 2, 3));
    assertThat(dataset.train().labels()).containsExactly(0, 2);
    assertThat(dataset.train().pixels(1)).containsExactly(4, 5, 6, -1);
    assertThat(dataset.test().pixels(0)).containsExactly(9, 8, 7, 6);
    assertThat(dataset.info().name()).isEqualTo("my");
    assertThat(dataset.info().sha256().keySet()).containsExactlyInAnyOrder(x, y, xt, yt);
  }

  @Test
  void takesKeysAndLeavesOthersOut() throws IOException {
    byte[] labels = ArrayFixture.bytes("(2,)", 1, 0);
    DataLayout keys = new DataLayout(false, 0, List.of("a", "b.npy", "c", "d"), "");
    byte[] one = ArrayFixture.bytes("(1,)", 1);
    assertThat(load(keys, "a", TWO, "b", labels, "c", ONE, "d", one).dataset().test().count())
        .isEqualTo(1);
    assertThatThrownBy(() -> load("a", TWO, "b", labels))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageEndingWith(
            "there must be an array of images and one of labels, such as x_train and y_train, found a, b; name them with --keys");
    assertThatThrownBy(() -> load(keys, "a", TWO, "b", labels))
        .hasMessageContaining("there must be an array c, found a, b; correct --keys");
    assertThatThrownBy(() -> load("x", TWO, "images", TWO, "y", labels))
        .hasMessageContaining("it must be clear which arrays are meant, found x and images");
    LoadedDataset medical =
        load(
            "train_images",
            TWO,
            "train_labels",
            labels,
            "val_images",
            ONE,
            "val_labels",
            one,
            "test_images",
            ONE,
            "test_labels",
            one);
    assertThat(medical.notice()).contains("; val_images, val_labels left out");
  }

  @Test
  void takesEveryFormOfLabels() throws IOException {
    byte[] oneHot = ArrayFixture.floats("(2, 4)", 0, 1, 0, 0, 1, 0, 0, 0);
    byte[] column = ArrayFixture.floats("(2, 1)", 1, 0);
    ImageDataset fourClasses =
        load("x", TWO, "y", oneHot, "x_test", ONE, "y_test", ArrayFixture.bytes("(1,)", 3))
            .dataset();
    assertThat(fourClasses.train().labels()).containsExactly(1, 0);
    assertThat(fourClasses.shape().classes()).isEqualTo(4);
    byte[] one = ArrayFixture.bytes("(1,)", 1);
    assertThat(load("x", TWO, "y", column, "x_test", ONE, "y_test", one).dataset().train().labels())
        .containsExactly(1, 0);
    ImageDataset named =
        load(
                "x",
                TWO,
                "y",
                ArrayFixture.words(3, "dog", "cat"),
                "x_test",
                ONE,
                "y_test",
                ArrayFixture.words(3, "dog"))
            .dataset();
    assertThat(named.info().classes()).containsExactly("cat", "dog");
    assertThat(named.train().labels()).containsExactly(1, 0);
    assertThat(named.test().label(0)).isEqualTo(1);
    assertThatThrownBy(
            () ->
                load(
                    "x",
                    TWO,
                    "y",
                    ArrayFixture.words(3, "dog", "cat"),
                    "x_test",
                    ONE,
                    "y_test",
                    ArrayFixture.words(3, "cow")))
        .hasMessageContaining("labels must be cat, dog, as in the training part, found cow");
  }

  @ParameterizedTest
  @CsvSource({
    "'(2, 2)', '0.5,0.5,1,0', a row of labels must hold a single 1 and else 0",
    "'(2,)', '0.5,1', 'labels must be whole numbers or words, found 0.5 for image 0'",
    "'(2,)', 'NaN,1', 'labels must be whole numbers or words, found NaN for image 0'",
    "'(2,)', '-1,1', 'labels must be 0 to 1, as in the training part, found -1 for image 0'",
    "'(2,)', '0,1e6', 'there must be 1 to 10000 classes, found 1000001'",
    "'(3,)', '0,1,1', 'one label per image, found 3 labels for the 2 images'",
    "'(1, 2, 2)', '0,1,1,0', 'labels must have the dimensions N, or NxK'"
  })
  void refusesOtherLabels(String shape, String values, String words) {
    double[] labels =
        IntStream.range(0, values.split(",").length)
            .mapToDouble(i -> Double.parseDouble(values.split(",", -1)[i]))
            .toArray();
    assertThatThrownBy(
            () ->
                load(
                    "x",
                    TWO,
                    "y",
                    ArrayFixture.floats(shape, labels),
                    "x_test",
                    ONE,
                    "y_test",
                    ArrayFixture.bytes("(1,)", 0)))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining(words);
  }

  @Test
  void takesFloatsInTheirRange() throws IOException {
    byte[] labels = ArrayFixture.bytes("(2,)", 0, 1);
    byte[] label = ArrayFixture.bytes("(1,)", 1);
    double third = 85 / 255f;
    byte[] unit = ArrayFixture.floats("(2, 2, 2, 1)", 0, third, 1, 0, 0, 0, 0, 1);
    byte[] unitTest = ArrayFixture.floats("(1, 1, 2, 2)", 0, 1, 0, third);
    LoadedDataset floats = load("x", unit, "y", labels, "x_test", unitTest, "y_test", label);
    assertThat(floats.dataset().train().pixels(0)).containsExactly(0, 85, -1, 0);
    assertThat(floats.dataset().test().pixels(0)).containsExactly(0, -1, 0, 85);
    assertThat(floats.notice()).contains("; its pixels run from 0 to 1").doesNotContain("rounded");
    byte[] whole = ArrayFixture.floats("(2, 4)", 0, 255, 1, 0, 0, 0, 0.25, 9);
    LoadedDataset rows = load("x", whole, "y", labels, "x_test", ONE, "y_test", label);
    assertThat(rows.dataset().train().pixels(0)).containsExactly(0, -1, 1, 0);
    assertThat(rows.notice()).contains("; 12.5% of its pixels are rounded to a multiple of 1/255");
    assertThatThrownBy(() -> load("x", unit, "y", labels, "x_test", ONE, "y_test", label))
        .hasMessageContaining("pixels must be 0 to 1, as in the training images, found 9.0");
  }

  @ParameterizedTest
  @CsvSource({
    "'(2, 2, 2)', -0.4, 'pixels must be 0 to 255, or all 0 to 1, found -0.4 in image 0'",
    "'(2, 2, 2)', 300, 'found 300.0 in image 0'",
    "'(2, 2, 2)', NaN, 'found NaN in image 0'",
    "'(1, 2, 4)', 1, 'one label per image, found 2 labels for the 1 image'",
    "'(8,)', 1, 'images must have the dimensions NxHxW'",
    "'(4, 2)', 1, 'with a square number P of pixels, found 4x2; reshape'",
    "'(0, 2, 2)', 1, 'needs'"
  })
  void refusesOtherImages(String shape, double first, String words) {
    byte[] images = ArrayFixture.floats(shape, first, 0, 0, 0, 0, 0, 0, 0);
    assertThatThrownBy(() -> load("x", images, "y", ArrayFixture.bytes("(2,)", 0, 1)))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining(words);
  }

  @Test
  void refusesColours() {
    byte[] images = ArrayFixture.bytes("(1, 2, 2, 3)", new int[12]);
    assertThatThrownBy(() -> load("x", images, "y", ArrayFixture.bytes("(1,)", 0)))
        .hasMessageContaining("found 1x2x2x3 (colours, which must become grey)");
  }

  @Test
  void keepsOneOfFiveForTheTest() throws IOException {
    int[] pixels = IntStream.range(0, 12 * 4).toArray();
    byte[] images = ArrayFixture.bytes("(12, 2, 2)", pixels);
    byte[] labels = ArrayFixture.bytes("(12,)", 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1);
    LoadedDataset loaded = load("x", images, "y", labels);
    assertThat(loaded.dataset().test().count()).isEqualTo(2);
    assertThat(loaded.dataset().test().pixels(0)).containsExactly(32, 33, 34, 35);
    assertThat(loaded.dataset().train().count()).isEqualTo(10);
    assertThat(loaded.notice()).contains("; it has no test images, so one image of five");
    assertThatThrownBy(() -> load("x", TWO, "y", ArrayFixture.bytes("(2,)", 0, 1)))
        .hasMessageContaining("a class must have five images or more");
  }

  @Test
  void transposesAndCountsFromAnother() throws IOException {
    byte[] images = ArrayFixture.bytes("(1, 2, 3)", 1, 2, 3, 4, 5, 6);
    byte[] labels = ArrayFixture.bytes("(1,)", 2);
    Object[] arrays = {"x", images, "y", labels, "x_test", images, "y_test", labels};
    LoadedDataset plain = load(arrays);
    assertThat(plain.notice())
        .contains("; its labels start at 2, so classes below have no images: --first-label 2");
    LoadedDataset turned = load(new DataLayout(true, 2, List.of(), ""), arrays);
    assertThat(turned.notice()).doesNotContain("--first-label");
    assertThat(turned.dataset().shape()).isEqualTo(new ImageShape(3, 2, 1));
    assertThat(turned.dataset().train().pixels(0)).containsExactly(1, 4, 2, 5, 3, 6);
    assertThat(turned.dataset().train().label(0)).isZero();
  }

  @Test
  void readsAFolder() throws IOException {
    Files.write(folder.resolve("kmnist-train-imgs.npz"), ArrayFixture.npz("arr_0", TWO));
    Files.write(folder.resolve("kmnist-train-labels.npy"), ArrayFixture.bytes("(2,)", 0, 1));
    Files.write(folder.resolve("kmnist-test-imgs.npy"), ONE);
    Files.write(
        folder.resolve("kmnist-test-labels.npz"),
        ArrayFixture.npz("arr_0", ArrayFixture.bytes("(1,)", 1)));
    ImageDataset dataset = NumpyDataset.load(folder, DataLayout.DEFAULT, 0).dataset();
    assertThat(dataset.train().labels()).containsExactly(0, 1);
    assertThat(dataset.test().pixels(0)).containsExactly(9, 8, 7, 6);
    assertThatThrownBy(
            () -> NumpyDataset.load(folder.resolve("kmnist-test-imgs.npy"), DataLayout.DEFAULT, 0))
        .hasMessageEndingWith(
            "images and labels must be two arrays, found one; give the folder with both");
  }
}
