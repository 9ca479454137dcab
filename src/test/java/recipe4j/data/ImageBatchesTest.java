package recipe4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.DataSet;
import recipe4j.datasets.DataEnvironment;
import recipe4j.datasets.DataOptions;
import recipe4j.datasets.Mnist;
import recipe4j.datasets.MnistSample;

class ImageBatchesTest {
  /** Every image of the sample is unique, so an image seen tells where it comes from. */
  @Test
  void validationImagesNeverAppearInTraining() throws IOException {
    provesTheSplit(MnistSample.load(0.2), 3);
  }

  @Test
  @EnabledIfEnvironmentVariable(named = DataEnvironment.DATA_VARIABLE, matches = ".+")
  void validationImagesNeverAppearInTrainingOfTheFullSet(@TempDir Path home) throws IOException {
    DataOptions options =
        DataOptions.builder()
            .environment(IdxFixture.emptyMachine(home))
            .folder(Path.of(System.getenv(DataEnvironment.DATA_VARIABLE)))
            .build();
    provesTheSplit(Mnist.load(options), 2);
  }

  private static void provesTheSplit(ImageDataset dataset, int epochs) {
    Set<ByteBuffer> train = unique(dataset.train());
    Set<ByteBuffer> validation = unique(dataset.validation());
    ImageBatches batches = ImageBatches.shuffled(dataset.train(), 128, 7);
    for (int epoch = 0; epoch < epochs; epoch++) {
      List<ByteBuffer> seen = images(batches);
      assertThat(seen).hasSize(dataset.train().count());
      Set<ByteBuffer> once = new HashSet<>(seen);
      assertThat(once.equals(train)).as("every training image once").isTrue();
      assertThat(validation.stream().anyMatch(once::contains)).as("a validation image").isFalse();
      batches.reset();
    }
  }

  @Test
  void preparedAheadTheBatchesAreTheSame() throws IOException {
    LabelledImages images = MnistSample.load(0).train().first(300);
    ImageBatches plain = ImageBatches.shuffled(images, 32, 1);
    ImageBatches ahead = ImageBatches.shuffled(images, 32, 1).preparingAhead();
    for (int epoch = 0; epoch < 3; epoch++) {
      while (plain.hasNext()) {
        DataSet expected = plain.next();
        DataSet batch = ahead.next();
        assertThat(batch.getFeatures()).isEqualTo(expected.getFeatures());
        assertThat(batch.getLabels()).isEqualTo(expected.getLabels());
      }
      assertThat(ahead.hasNext()).isFalse();
      plain.reset();
      ahead.reset();
    }
  }

  @Test
  void skippedImagesLeaveTheRestOfTheEpoch() throws IOException {
    LabelledImages images = MnistSample.load(0).train().first(100);
    ImageBatches whole = ImageBatches.shuffled(images, 32, 1);
    ImageBatches rest = ImageBatches.shuffled(images, 32, 1).preparingAhead();
    rest.next(); // one more is being prepared
    whole.startEpoch(2);
    rest.startEpoch(2, 64);
    whole.next();
    whole.next();
    for (int batch = 0; batch < 2; batch++) {
      DataSet wanted = whole.next();
      DataSet found = rest.next();
      assertThat(found.getFeatures()).isEqualTo(wanted.getFeatures());
      assertThat(found.getLabels()).isEqualTo(wanted.getLabels());
    }
    assertThat(rest.hasNext()).isFalse();
    rest.startEpoch(2, 100);
    assertThat(rest.hasNext()).isFalse();
    assertThatThrownBy(() -> rest.startEpoch(2, 101))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("images to skip must be 0 to 100, found 101");
  }

  @Test
  void whatWasPreparedIsDroppedWhenAnotherBatchIsAskedFor() throws IOException {
    LabelledImages images = MnistSample.load(0).train().first(300);
    ImageBatches plain = ImageBatches.shuffled(images, 32, 1);
    ImageBatches ahead = ImageBatches.shuffled(images, 32, 1).preparingAhead();
    plain.next();
    ahead.next();
    assertThat(ahead.next(5).getFeatures()).isEqualTo(plain.next(5).getFeatures());
    assertThat(ahead.next().getFeatures()).isEqualTo(plain.next().getFeatures());
    plain.startEpoch(4);
    ahead.startEpoch(4);
    assertThat(ahead.next().getLabels()).isEqualTo(plain.next().getLabels());
  }

  @Test
  void orderIsAFunctionOfSeedAndEpoch() throws IOException {
    LabelledImages images = MnistSample.load(0).train().first(300);
    List<ByteBuffer> epoch0 = images(ImageBatches.shuffled(images, 32, 1));
    ImageBatches batches = ImageBatches.shuffled(images, 32, 1);
    assertThat(images(batches)).isEqualTo(epoch0);
    batches.reset();
    List<ByteBuffer> epoch1 = images(batches);
    assertThat(epoch1).isNotEqualTo(epoch0).hasSameElementsAs(epoch0);
    batches.startEpoch(0);
    assertThat(images(batches)).isEqualTo(epoch0);
    ImageBatches resumed = ImageBatches.shuffled(images, 64, 1); // whatever the batch size
    resumed.startEpoch(1);
    assertThat(images(resumed)).isEqualTo(epoch1);
    assertThat(images(ImageBatches.shuffled(images, 32, 2))).isNotEqualTo(epoch0);
    assertThat(images(ImageBatches.inOrder(images, 32))).isNotEqualTo(epoch0);
  }

  @Test
  void shuffledOnceEveryEpochHasTheOrderOfTheFirst() throws IOException {
    LabelledImages images = MnistSample.load(0).train().first(300);
    List<ByteBuffer> first = images(ImageBatches.shuffled(images, 32, 1));
    ImageBatches batches = ImageBatches.of(images, 32, Shuffle.ONCE, 1);
    assertThat(images(batches)).isEqualTo(first);
    batches.reset();
    assertThat(images(batches)).isEqualTo(first);
    batches.startEpoch(7, 64); // as a training that goes on
    assertThat(images(batches)).isEqualTo(first.subList(64, 300));
    assertThat(images(ImageBatches.of(images, 32, Shuffle.ONCE, 2))).isNotEqualTo(first);
  }

  @Test
  void theOrderIsNewEveryEpochOrNeverAsAskedFor() throws IOException {
    LabelledImages images = MnistSample.load(0).train().first(300);
    ImageBatches anew = ImageBatches.of(images, 32, Shuffle.EVERY_EPOCH, 1);
    ImageBatches never = ImageBatches.of(images, 32, Shuffle.NEVER, 1);
    List<ByteBuffer> asTheyAre = images(ImageBatches.inOrder(images, 32));
    Set<List<ByteBuffer>> orders = new HashSet<>();
    for (int epoch = 0; epoch < 3; epoch++) {
      orders.add(images(anew));
      assertThat(images(never)).isEqualTo(asTheyAre);
      anew.reset();
      never.reset();
    }
    assertThat(orders).hasSize(3).doesNotContain(asTheyAre);
  }

  @Test
  void lastPartialBatchIsKept() throws IOException {
    LabelledImages images = MnistSample.load(0).train().first(100);
    ImageBatches batches = ImageBatches.shuffled(images, 32, 0);
    List<Integer> sizes = new ArrayList<>();
    batches.forEachRemaining(batch -> sizes.add(batch.numExamples()));
    assertThat(sizes).containsExactly(32, 32, 32, 4);
    assertThat(batches.batchesPerEpoch()).isEqualTo(4);
    assertThatThrownBy(batches::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void featuresAreExactlyPixelsBy255AndLabelsOneHot() throws IOException {
    LabelledImages images = MnistSample.load(0).train().first(50);
    DataSet batch = ImageBatches.inOrder(images, 50).next();
    assertThat(batch.getFeatures().shape()).containsExactly(50, 1, 28, 28);
    float[] values = batch.getFeatures().data().asFloat();
    for (int i = 0; i < values.length; i++) {
      assertThat(values[i]).isEqualTo((images.pixels(i / 784)[i % 784] & 0xFF) / 255f);
    }
    assertThat(batch.getLabels().shape()).containsExactly(50, 10);
    assertThat(batch.getLabels().argMax(1).toIntVector()).isEqualTo(images.labels());
    assertThat(batch.getLabels().sumNumber().intValue()).isEqualTo(50);
  }

  @Test
  void refusesWhatMakesNoSense() throws IOException {
    LabelledImages images = MnistSample.load(0).test();
    assertThatThrownBy(() -> ImageBatches.inOrder(images, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("batch size must be at least 1, found 0");
    assertThatThrownBy(() -> ImageBatches.inOrder(images, 1).startEpoch(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("epoch must be 0 or more, found -1");
  }

  private static Set<ByteBuffer> unique(LabelledImages images) {
    Set<ByteBuffer> unique = new HashSet<>();
    for (int i = 0; i < images.count(); i++) {
      unique.add(ByteBuffer.wrap(images.pixels(i)));
    }
    assertThat(unique).as("images that are unique").hasSize(images.count());
    return unique;
  }

  /** What an epoch shows, image by image, as bytes again. */
  private static List<ByteBuffer> images(ImageBatches batches) {
    List<ByteBuffer> seen = new ArrayList<>();
    while (batches.hasNext()) {
      float[] values = batches.next().getFeatures().data().asFloat();
      for (int at = 0; at < values.length; at += 784) {
        byte[] image = new byte[784];
        for (int p = 0; p < 784; p++) {
          image[p] = (byte) Math.round(values[at + p] * 255f);
        }
        seen.add(ByteBuffer.wrap(image));
      }
    }
    return seen;
  }
}
