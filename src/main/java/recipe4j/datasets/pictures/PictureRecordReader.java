package recipe4j.datasets.pictures;

import java.io.IOException;
import java.util.List;
import org.datavec.api.conf.Configuration;
import org.datavec.api.io.labels.ParentPathLabelGenerator;
import org.datavec.api.split.InputSplit;
import org.datavec.api.writable.Writable;
import org.datavec.image.recordreader.ImageRecordReader;
import org.datavec.image.transform.ImageTransform;
import recipe4j.data.ImageShape;
import recipe4j.image.Preparation;

/**
 * DataVec's {@link ImageRecordReader} for grey pictures in class folders, without OpenCV: the
 * pictures are read by {@link recipe4j.image.PictureReader}, which knows PNG, JPEG, BMP and GIF.
 * Record i is [image, label]: an {@code NDArrayWritable} of float [1, 1, height, width], 0 to 255,
 * and an {@code IntWritable}; the label is the folder's place among the folders' sorted names.
 *
 * <pre>{@code
 * RecordReader reader = new PictureRecordReader(28, 28, Preparation.SCALE);
 * reader.initialize(new FileSplit(new File("pictures")));
 * DataSetIterator it = new RecordReaderDataSetIterator.Builder(reader, 128)
 *     .classification(1, reader.getLabels().size())
 *     .preProcessor(new ImagePreProcessingScaler())
 *     .build();
 * }</pre>
 *
 * <p>{@link #next()} throws {@link java.io.UncheckedIOException} on a bad picture; the message
 * names the file.
 */
public final class PictureRecordReader extends ImageRecordReader {
  private static final long serialVersionUID = 1L;

  private final PictureLoader loader;

  /**
   * A reader of images of one size.
   *
   * @param height rows, at least 1
   * @param width columns, at least 1
   * @param preparation how a picture becomes an image of that size
   * @throws IllegalArgumentException if a side is below 1
   */
  public PictureRecordReader(int height, int width, Preparation preparation) {
    super(height, width, 1, new ParentPathLabelGenerator());
    loader = new PictureLoader(new ImageShape(height, width, 1), preparation);
    setLogLabelCountOnInit(false);
  }

  @Override
  public void initialize(InputSplit split) throws IOException {
    imageLoader = loader; // else the base class makes one that needs OpenCV
    super.initialize(split);
  }

  /** The size and the preparation stay those of the constructor. */
  @Override
  public void initialize(Configuration configuration, InputSplit split) throws IOException {
    setConf(configuration);
    initialize(split);
  }

  /**
   * Not supported: DataVec's transforms work on OpenCV's images.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public void initialize(InputSplit split, ImageTransform transform) {
    throw new UnsupportedOperationException(
        "image transforms need OpenCV, which recipe4j does not bring; use DataVec's own ImageRecordReader");
  }

  /**
   * Not supported: DataVec's transforms work on OpenCV's images.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public void initialize(Configuration conf, InputSplit split, ImageTransform transform) {
    initialize(split, transform);
  }

  @Override
  public List<Writable> next() {
    try {
      return super.next();
    } catch (RuntimeException e) {
      if (e.getCause() instanceof IOException badPicture) {
        throw new java.io.UncheckedIOException(badPicture.getMessage(), badPicture);
      }
      throw e;
    }
  }
}
