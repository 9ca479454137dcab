package recipe4j.datasets.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recipe4j.data.DataLayout;
import recipe4j.data.IdxFixture;
import recipe4j.data.ImageDataset;
import recipe4j.data.ImageShape;
import recipe4j.data.InvalidDataException;
import recipe4j.data.LoadedDataset;

class CsvDatasetTest {
  private static final String TEST = "\n1,0,5,6,0\n";

  @TempDir private Path folder;

  private LoadedDataset load(String train, String test, String column) throws IOException {
    Files.writeString(folder.resolve("mnist_train.csv"), train);
    Files.writeString(folder.resolve("mnist_test.csv"), test);
    return CsvDataset.load(folder, new DataLayout(false, 0, List.of(), column), 0);
  }

  /** Two images of 2x2, 0 1 2 0 of class 3 and 0 4 255 0 of class 1, in every form. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "label,pixel0,pixel1,pixel2,pixel3;3,0,1,2,0;1,0,4,255,0 | ''",
        "pixel0,pixel1,pixel2,pixel3,label;0,1,2,0,3;0,4,255,0,1 | ''",
        "\"label\",\"1x1\",\"1x2\",\"2x1\",\"2x2\";3,0,1,2,0;1,0,4,255,0 | ''",
        "'3,0,1,2,0;1,0,4,255,0' | ''",
        "'0,1,2,0,3;0,4,255,0,1' | ''",
        "'3,0,1,2,0;1,0,4,255,0' | first",
        "',label,a,b,c,d;0,3,0,1,2,0;1,1,0,4,255,0' | ''",
        "'0,1,2,3,4;3,0,1,2,0;1,0,4,255,0' | ''",
        "',0,1,2,3,4;0,3,0,1,2,0;1,1,0,4,255,0' | ''",
        "'a,b,digits,c,d;0,1,3,2,0;0,4,1,255,0' | digits",
        "'3.0, 0.0, 1.0, 2.0, 0;1, 0, 4, 2.55e2, 0' | ''"
      })
  void readsEveryForm(String text, String column) throws IOException {
    String lines = text.replace(';', '\n');
    for (String form :
        List.of(
            lines,
            "\uFEFF" + lines + "\r\n\r\n",
            lines.replace(',', ';'),
            lines.replace(",", "\t"))) {
      ImageDataset dataset = load(form, form, column).dataset();
      assertThat(dataset.shape()).as(form).isEqualTo(new ImageShape(2, 2, 4));
      assertThat(dataset.train().labels()).containsExactly(3, 1);
      assertThat(dataset.train().pixels(0)).containsExactly(0, 1, 2, 0);
      assertThat(dataset.train().pixels(1)).containsExactly(0, 4, -1, 0);
    }
  }

  @Test
  void readsWordsDecimalCommasAndGzip() throws IOException {
    String text = "0;0,5;1;0;cat\n0;0,2;1;0;dog\n";
    Files.write(
        folder.resolve("a_train.csv.gz"), IdxFixture.gzip(text.getBytes(StandardCharsets.UTF_8)));
    Files.writeString(folder.resolve("a_test.csv"), text);
    LoadedDataset loaded = CsvDataset.load(folder, DataLayout.DEFAULT, 0);
    assertThat(loaded.dataset().info().classes()).containsExactly("cat", "dog");
    assertThat(loaded.dataset().train().pixels(1)).containsExactly(0, 51, -1, 0);
    assertThat(loaded.notice()).contains("its pixels run from 0 to 1", "12.5% of its pixels");
  }

  @Test
  void leavesOutATestWithoutLabels() throws IOException {
    String header = "label,pixel0,pixel1,pixel2,pixel3\n";
    StringBuilder train = new StringBuilder(header);
    for (int i = 0; i < 10; i++) {
      train.append(i % 2).append(",0,1,2,").append(i).append('\n');
    }
    LoadedDataset loaded = load(train.toString(), "pixel0,pixel1,pixel2,pixel3\n1,2,3,4\n", "");
    assertThat(loaded.dataset().test().count()).isEqualTo(2);
    assertThat(loaded.notice())
        .contains("; mnist_test.csv has no labels and is left out; it has no test images, so");
    Files.delete(folder.resolve("mnist_test.csv"));
    Path file = folder.resolve("mnist_train.csv");
    ImageDataset alone = CsvDataset.load(file, DataLayout.DEFAULT, 0).dataset();
    assertThat(alone.info().name()).isEqualTo("mnist_train");
    assertThat(alone.test().count()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | '' | must hold a line for each image, found none",
        "'label,a,b,c,d' | '' | must hold a line for each image, found none",
        "'3\n4' | '' | must have columns of pixels and one of labels, found one",
        "'3,0,1,2,0\n1,0,4,5' | '' | every line must have 5 columns, as the first has, found 4 in line 2",
        "'3,0,1,2,0\n1,0,x,5,0' | '' | a cell must hold a number, found x in line 2, column 3",
        "'3,0,1,2,0\n1,0,,5,0' | '' | a cell must hold a number, found none in line 2, column 3",
        "'3,0,1,2,9\n1,0,4,5,0' | '' | it must be clear which column holds the labels, found 5 columns",
        "'3,0,1,2,9\n1,0,4,5,0' | class | there must be one column class, found no header",
        "'label,a,b,c,d\n3,0,1,2,9' | class | there must be one column class, found label, a, b, c, d",
        "'3,0,1,2,0,7\n1,0,4,5,0,7' | '' | with a square number P of pixels, found 2x5",
        "'3,0,1,-2,0\n1,0,4,5,0' | '' | pixels must be 0 to 255, or all 0 to 1, found -2.0 in image 0",
        "'3.5,0,1,2,0\n1,0,4,5,0' | '' | labels must be whole numbers or words, found 3.5 for image 0"
      })
  void refusesOthers(String text, String column, String words) {
    assertThatThrownBy(() -> load(text, text.isEmpty() ? TEST : text, column))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining(words);
  }

  @Test
  void refusesATestOfOtherColumns() {
    assertThatThrownBy(() -> load("3,0,1,2,0\n1,0,4,5,0", "3,0,1,2,0,0,0", ""))
        .hasMessageContaining("mnist_test.csv: it must have the 5 columns of ");
  }

  @Test
  void refusesAFolderThatDoesNotTell() throws IOException {
    Files.writeString(folder.resolve("a.csv"), "1,2");
    Files.writeString(folder.resolve("b.csv"), "1,2");
    assertThatThrownBy(() -> CsvDataset.load(folder, DataLayout.DEFAULT, 0))
        .hasMessageEndingWith("found a.csv, b.csv; give the file as --data");
  }
}
