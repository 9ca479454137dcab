package recipe4j.datasets.pictures;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.datavec.image.data.Image;
import org.datavec.image.loader.BaseImageLoader;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import recipe4j.data.ImageShape;
import recipe4j.image.InvalidImageException;
import recipe4j.image.PictureReader;
import recipe4j.image.Preparation;
import recipe4j.image.PreparedImage;

/**
 * Loads pictures for DataVec without OpenCV: grey, 0 to 255, [1, 1, height, width]. Only files, as
 * damage is looked for in the file and an error must name it.
 */
final class PictureLoader extends BaseImageLoader {
  private static final long serialVersionUID = 1L;

  private final int rows;
  private final int columns;
  private final Preparation preparation;

  PictureLoader(ImageShape shape, Preparation preparation) {
    rows = shape.height();
    columns = shape.width();
    this.preparation = preparation;
    height = rows;
    width = columns;
    channels = 1;
  }

  /**
   * Reads and prepares one picture.
   *
   * @throws InvalidImageException if it is damaged, too large or shows no ink; names the file
   */
  PreparedImage load(Path file) throws IOException {
    var picture = PictureReader.read(file);
    try {
      return preparation.apply(picture, rows, columns);
    } catch (InvalidImageException e) {
      throw new InvalidImageException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads one picture and prepares every digit in it, from left to right.
   *
   * @throws InvalidImageException as {@link #load} does
   */
  List<PreparedImage> loadEach(Path file) throws IOException {
    var picture = PictureReader.read(file);
    try {
      return preparation.each(picture, rows, columns);
    } catch (InvalidImageException e) {
      throw new InvalidImageException(file + ": " + e.getMessage(), e);
    }
  }

  @Override
  public INDArray asMatrix(File file, boolean channelsFirst) throws IOException {
    byte[] pixels = load(file.toPath()).pixels();
    float[] values = new float[pixels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = pixels[i] & 0xFF;
    }
    INDArray matrix = Nd4j.createFromArray(values).reshape(1, 1, rows, columns);
    return channelsFirst ? matrix : matrix.permute(0, 2, 3, 1);
  }

  @Override
  public INDArray asMatrix(File file) throws IOException {
    return asMatrix(file, true);
  }

  @Override
  public INDArray asRowVector(File file) throws IOException {
    return asMatrix(file).reshape(1, -1);
  }

  @Override
  public Image asImageMatrix(File file) throws IOException {
    return asImageMatrix(file, true);
  }

  @Override
  public Image asImageMatrix(File file, boolean channelsFirst) throws IOException {
    return new Image(asMatrix(file, channelsFirst), 1, rows, columns);
  }

  @Override
  public INDArray asRowVector(InputStream in) {
    throw onlyFiles();
  }

  @Override
  public INDArray asMatrix(InputStream in) {
    throw onlyFiles();
  }

  @Override
  public INDArray asMatrix(InputStream in, boolean channelsFirst) {
    throw onlyFiles();
  }

  @Override
  public Image asImageMatrix(InputStream in) {
    throw onlyFiles();
  }

  @Override
  public Image asImageMatrix(InputStream in, boolean channelsFirst) {
    throw onlyFiles();
  }

  private static UnsupportedOperationException onlyFiles() {
    return new UnsupportedOperationException("pictures are read from files; use a FileSplit");
  }
}
