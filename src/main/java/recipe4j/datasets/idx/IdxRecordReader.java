package recipe4j.datasets.idx;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.IntStream;
import org.datavec.api.conf.Configuration;
import org.datavec.api.records.Record;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.metadata.RecordMetaDataIndex;
import org.datavec.api.records.reader.BaseRecordReader;
import org.datavec.api.split.CollectionInputSplit;
import org.datavec.api.split.InputSplit;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.NDArrayWritable;
import org.datavec.api.writable.Writable;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.factory.Nd4j;
import recipe4j.data.InvalidDataException;

/**
 * Reads a pair of IDX files, one of images and one of labels, raw or gzipped, as DataVec records.
 * Record i is [image, label]: an {@code NDArrayWritable} of float [1, 1, height, width], 0 to 255
 * as in the file, and an {@code IntWritable}. Scale with DL4J's {@code ImagePreProcessingScaler}:
 *
 * <pre>{@code
 * RecordReader reader = IdxRecordReader.of(images, labels);
 * DataSetIterator it = new RecordReaderDataSetIterator.Builder(reader, 128)
 *     .classification(1, reader.getLabels().size())
 *     .preProcessor(new ImagePreProcessingScaler())
 *     .build();
 * }</pre>
 *
 * <p>Both files are read when the reader is initialised, and kept as bytes.
 */
public final class IdxRecordReader extends BaseRecordReader {
  private static final long serialVersionUID = 1L;

  private final int classes;
  private transient @Nullable Configuration configuration;
  private @Nullable URI source;
  private @Nullable IdxPair records;
  private int position;

  /** A reader with as many classes as the highest label needs. */
  public IdxRecordReader() {
    this.classes = 0;
  }

  /**
   * A reader for a part that may lack the highest labels.
   *
   * @param classes number of classes, 1 to 256; a higher label in the file is an error
   * @throws IllegalArgumentException if it is out of range
   */
  public IdxRecordReader(int classes) {
    if (classes < 1 || classes > 256) {
      throw new IllegalArgumentException("classes must be 1 to 256, found " + classes);
    }
    this.classes = classes;
  }

  /**
   * A reader that is ready to read.
   *
   * @param images file of images
   * @param labels file of labels
   * @return the reader, at its first record
   * @throws InvalidDataException if a file breaks a rule of the format or the two don't fit
   * @throws IOException if a file can't be read
   */
  public static IdxRecordReader of(Path images, Path labels) throws IOException {
    IdxRecordReader reader = new IdxRecordReader();
    reader.initialize(new CollectionInputSplit(List.of(images.toUri(), labels.toUri())));
    return reader;
  }

  /**
   * Reads the two files of a split: the first is the images, the second the labels, unless their
   * names say the reverse.
   *
   * @throws InvalidDataException if a file breaks a rule of the format or the two don't fit
   * @throws IOException if a file can't be read
   * @throws IllegalArgumentException if the split has not two locations
   */
  @Override
  public void initialize(InputSplit split) throws IOException {
    URI[] locations = split.locations();
    if (locations.length != 2) {
      throw new IllegalArgumentException(
          "an IDX split must have 2 locations, images and labels, found %s; give new CollectionInputSplit(List.of(images, labels))"
              .formatted(locations.length));
    }
    boolean reversed = locations[0].toString().contains("labels-idx1");
    source = locations[reversed ? 1 : 0];
    records = IdxPair.read(Path.of(source), Path.of(locations[reversed ? 0 : 1]));
    if (classes > 0) {
      records.checkLabels(classes);
    }
    position = 0;
  }

  @Override
  public void initialize(Configuration conf, InputSplit split) throws IOException {
    setConf(conf);
    initialize(split);
  }

  @Override
  public boolean hasNext() {
    return position < records().count();
  }

  @Override
  public List<Writable> next() {
    if (!hasNext()) {
      throw new NoSuchElementException(
          "there are %s records and all were read; call reset()".formatted(records().count()));
    }
    List<Writable> record = recordAt(position);
    position++;
    invokeListeners(record);
    return record;
  }

  @Override
  public Record nextRecord() {
    int index = position;
    return new org.datavec.api.records.impl.Record(next(), metaData(index));
  }

  @Override
  public Record loadFromMetaData(RecordMetaData metaData) throws IOException {
    return loadFromMetaData(List.of(metaData)).get(0);
  }

  @Override
  public List<Record> loadFromMetaData(List<RecordMetaData> metaData) throws IOException {
    List<Record> loaded = new ArrayList<>();
    for (RecordMetaData one : metaData) {
      if (!(one instanceof RecordMetaDataIndex index)) {
        throw new IllegalArgumentException(
            "metadata must come from this reader, found " + one.getClass().getName());
      }
      int i = Objects.checkIndex((int) index.getIndex(), records().count());
      loaded.add(new org.datavec.api.records.impl.Record(recordAt(i), one));
    }
    return loaded;
  }

  /**
   * Not supported: one stream can't hold images and labels.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public List<Writable> record(URI uri, DataInputStream stream) {
    throw new UnsupportedOperationException(
        "an IDX record needs two files, images and labels; use initialize(InputSplit)");
  }

  /** The classes by number, "0" first. */
  @Override
  public List<String> getLabels() {
    int count = classes > 0 ? classes : records().classes();
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }

  @Override
  public void reset() {
    position = 0;
  }

  @Override
  public boolean resetSupported() {
    return true;
  }

  /** Does nothing: the files are closed as soon as they are read. */
  @Override
  public void close() {}

  @Override
  public void setConf(Configuration conf) {
    configuration = conf;
  }

  @Override
  public @Nullable Configuration getConf() {
    return configuration;
  }

  /** All records as bytes, without an array per image. */
  public IdxPair records() {
    if (records == null) {
      throw new IllegalStateException("the reader must be initialised first, found no records");
    }
    return records;
  }

  private List<Writable> recordAt(int index) {
    IdxPair pair = records();
    return List.of(
        new NDArrayWritable(
            Nd4j.createFromArray(pair.image(index)).reshape(1, 1, pair.height(), pair.width())),
        new IntWritable(pair.label(index)));
  }

  private RecordMetaData metaData(int index) {
    return new RecordMetaDataIndex(index, source, IdxRecordReader.class);
  }
}
