package recipe4j.datasets.idx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.datavec.api.records.Record;
import org.datavec.api.records.reader.impl.transform.TransformProcessRecordReader;
import org.datavec.api.split.CollectionInputSplit;
import org.datavec.api.transform.MathOp;
import org.datavec.api.transform.TransformProcess;
import org.datavec.api.transform.schema.Schema;
import org.datavec.api.writable.NDArrayWritable;
import org.datavec.api.writable.Writable;
import org.deeplearning4j.datasets.datavec.RecordReaderDataSetIterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.preprocessor.ImagePreProcessingScaler;
import recipe4j.data.IdxFixture;
import recipe4j.data.InvalidDataException;
import recipe4j.data.LabelledImages;
import recipe4j.datasets.IdxFolder;

class IdxRecordReaderTest {
  @TempDir Path folder;
  private Path images;
  private Path labels;

  @BeforeEach
  void write() throws IOException {
    Map<IdxPart, byte[]> parts = IdxFixture.parts();
    IdxFixture.writePacked(folder, parts);
    images = folder.resolve(IdxPart.TRAIN_IMAGES.packedName());
    labels = folder.resolve(IdxPart.TRAIN_LABELS.packedName());
  }

  @Test
  void recordIsTheRawImageAndItsLabel() throws IOException {
    IdxRecordReader reader = IdxRecordReader.of(images, labels);
    byte[] file = IdxFixture.images(6, 4, 5);
    for (int i = 0; i < 6; i++) {
      List<Writable> record = reader.next();
      assertThat(record).hasSize(2);
      var image = ((NDArrayWritable) record.get(0)).get();
      assertThat(image.shape()).containsExactly(1, 1, 4, 5);
      for (int p = 0; p < 20; p++) {
        assertThat(image.getInt(0, 0, p / 5, p % 5)).isEqualTo(file[16 + i * 20 + p] & 0xFF);
      }
      assertThat(record.get(1).toInt()).isEqualTo(i % 3);
    }
    assertThat(reader.hasNext()).isFalse();
    assertThatThrownBy(reader::next).isInstanceOf(NoSuchElementException.class);
    reader.reset();
    assertThat(reader.hasNext()).isTrue();
    assertThat(reader.getLabels()).containsExactly("0", "1", "2");
  }

  @Test
  void feedsDl4jsIterator() throws IOException {
    IdxRecordReader reader = IdxRecordReader.of(images, labels);
    var batches =
        new RecordReaderDataSetIterator.Builder(reader, 4)
            .classification(1, 3)
            .preProcessor(new ImagePreProcessingScaler())
            .build();
    LabelledImages expected = IdxFolder.load(folder, 0).train();
    for (int epoch = 0; epoch < 2; epoch++) {
      List<DataSet> seen = new ArrayList<>();
      batches.forEachRemaining(seen::add);
      DataSet all = DataSet.merge(seen);
      assertThat(seen).extracting(DataSet::numExamples).containsExactly(4, 2);
      assertThat(all.getFeatures()).isEqualTo(expected.features());
      assertThat(all.getLabels()).isEqualTo(expected.oneHotLabels(0, 1, 2, 3, 4, 5));
      batches.reset();
    }
  }

  @Test
  void passesThroughDataVecsTransforms() throws IOException {
    Schema schema =
        new Schema.Builder()
            .addColumnNDArray("image", new long[] {1, 1, 4, 5})
            .addColumnInteger("label")
            .build();
    TransformProcess halve =
        new TransformProcess.Builder(schema)
            .ndArrayScalarOpTransform("image", MathOp.Divide, 2)
            .integerMathOp("label", MathOp.Add, 10)
            .build();
    var reader = new TransformProcessRecordReader(IdxRecordReader.of(images, labels), halve);
    List<Writable> raw = IdxRecordReader.of(images, labels).next();
    List<Writable> halved = reader.next();
    assertThat(((NDArrayWritable) halved.get(0)).get())
        .isEqualTo(((NDArrayWritable) raw.get(0)).get().div(2));
    assertThat(halved.get(1).toInt()).isEqualTo(10);
  }

  @Test
  void loadsAgainFromMetaData() throws IOException {
    IdxRecordReader reader = IdxRecordReader.of(images, labels);
    reader.next();
    Record second = reader.nextRecord();
    Record again = reader.loadFromMetaData(second.getMetaData());
    assertThat(again.getRecord()).isEqualTo(second.getRecord());
    assertThat(second.getMetaData().getURI()).isEqualTo(images.toUri());
  }

  @Test
  void survivesSerialization() throws Exception {
    IdxRecordReader reader = new IdxRecordReader(3);
    reader.initialize(new CollectionInputSplit(List.of(images.toUri(), labels.toUri())));
    reader.next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(reader);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(((IdxRecordReader) in.readObject()).next()).isEqualTo(reader.next());
    }
  }

  @Test
  void takesTheTwoFilesInAnyOrder() throws IOException {
    IdxRecordReader reader = new IdxRecordReader();
    reader.initialize(new CollectionInputSplit(List.of(labels.toUri(), images.toUri())));
    assertThat(reader.next().get(1).toInt()).isZero();
  }

  @Test
  void refusesWhatDoesNotFit() throws IOException {
    Path three = Files.write(folder.resolve("three"), IdxFixture.labels(0, 1, 2));
    assertThatThrownBy(() -> IdxRecordReader.of(images, three))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("one label per image, found 3 labels for the 6 images");
    IdxRecordReader two = new IdxRecordReader(2);
    assertThatThrownBy(
            () -> two.initialize(new CollectionInputSplit(List.of(images.toUri(), labels.toUri()))))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("labels must be 0 to 1")
        .hasMessageContaining("found 2 for image 2");
    assertThatThrownBy(
            () -> two.initialize(new CollectionInputSplit(Arrays.asList(images.toUri()))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must have 2 locations");
    assertThatThrownBy(() -> new IdxRecordReader(0)).hasMessageContaining("found 0");
    assertThatThrownBy(() -> new IdxRecordReader().hasNext())
        .isInstanceOf(IllegalStateException.class);
  }
}
