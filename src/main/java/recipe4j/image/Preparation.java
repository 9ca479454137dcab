package recipe4j.image;

import java.util.List;

/** How a picture becomes an image of the size that a network takes. */
public enum Preparation {
  /**
   * As MNIST was made, for handwriting: the largest piece of ink is found, made light on dark,
   * fitted into the middle 20x20 of 28x28 (or the like of another size) and centred by its centre
   * of mass. A picture that has the size already and a dark frame is taken as it is.
   */
  MNIST {
    @Override
    public PreparedImage apply(GreyImage picture, int height, int width)
        throws InvalidImageException {
      return MnistPreparation.apply(picture, height, width);
    }

    @Override
    public List<PreparedImage> each(GreyImage picture, int height, int width)
        throws InvalidImageException {
      return MnistPreparation.each(picture, height, width);
    }
  },

  /**
   * The whole picture scaled to the size, as DataVec's {@code ImageRecordReader} does; aspect and
   * polarity are not corrected. A picture that has the size is taken as it is.
   */
  SCALE {
    @Override
    public PreparedImage apply(GreyImage picture, int height, int width) {
      boolean same = picture.height() == height && picture.width() == width;
      GreyImage scaled = same ? picture : Resampling.resize(picture, width, height);
      String how = same ? "as it is" : "scaled to %sx%s".formatted(width, height);
      return new PreparedImage(height, width, scaled.toBytes(), how, doubts(scaled));
    }
  };

  /** A doubt about a picture whose pixels are all alike, within two steps of eight bits. */
  private static List<String> doubts(GreyImage scaled) {
    float least = 1;
    float most = 0;
    for (float value : scaled.values()) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    return most - least > 2.5 / 255 ? List.of() : List.of("the picture is empty: all of one grey");
  }

  /**
   * Prepares one picture.
   *
   * @param picture what was read
   * @param height rows wanted, at least 1
   * @param width columns wanted, at least 1
   * @return the image for the network
   * @throws InvalidImageException if {@link #MNIST} finds no ink; the message does not name the
   *     file
   */
  public abstract PreparedImage apply(GreyImage picture, int height, int width)
      throws InvalidImageException;

  /**
   * Prepares every digit of one picture. {@link #SCALE} takes the whole picture as one.
   *
   * @param picture what was read
   * @param height rows wanted, at least 1
   * @param width columns wanted, at least 1
   * @return an image for each digit, from left to right; at least one
   * @throws InvalidImageException as {@link #apply} does
   */
  public List<PreparedImage> each(GreyImage picture, int height, int width)
      throws InvalidImageException {
    return List.of(apply(picture, height, width));
  }
}
