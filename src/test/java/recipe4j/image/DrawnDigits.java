package recipe4j.image;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Random;

/**
 * Pictures like photographs of handwritten digits: strokes of a pen on paper, turned by up to 15
 * degrees, anywhere in pictures of any size, with noise, uneven light and either polarity.
 */
final class DrawnDigits {
  private static final int[][] SIZES = {
    {640, 480},
    {300, 400},
    {1000, 750},
    {96, 96},
    {200, 150},
    {800, 800},
    {480, 640},
    {128, 160},
    {900, 500},
    {250, 250}
  };

  /** Standard deviation of the points of a stroke, of the digit's height. */
  private static final double HAND = 0.03;

  /** The strokes of every digit in a square of side 1, y downwards. */
  private static final String[] STROKES = {
    "M .5 .04 C .2 .04 .17 .3 .17 .5 C .17 .75 .25 .96 .5 .96 C .75 .96 .83 .75 .83 .5"
        + " C .83 .25 .8 .04 .5 .04",
    "M .52 .04 L .48 .96",
    "M .2 .26 C .24 -.02 .8 -.02 .78 .3 C .76 .5 .4 .72 .18 .94 L .86 .94",
    "M .22 .12 C .5 -.04 .85 .1 .76 .3 C .7 .43 .55 .48 .42 .48"
        + " C .7 .48 .86 .6 .79 .78 C .7 1.02 .3 1 .17 .85",
    "M .3 .05 L .18 .58 L .86 .58 M .68 .2 L .64 .97",
    "M .8 .06 L .33 .06 L .28 .45 C .5 .33 .83 .45 .79 .7 C .74 1.02 .3 1 .17 .86",
    "M .68 .04 C .4 .15 .22 .45 .22 .7 C .22 1.02 .75 1.04 .77 .74 C .77 .5 .35 .48 .24 .7",
    "M .17 .08 L .82 .08 C .66 .35 .5 .6 .42 .97",
    "M .5 .48 C .15 .35 .2 .03 .5 .03 C .82 .03 .85 .35 .5 .48"
        + " C .1 .62 .12 .97 .5 .97 C .9 .97 .9 .62 .5 .48",
    "M .76 .28 C .7 .0 .25 .0 .25 .28 C .25 .53 .68 .56 .76 .28 C .78 .5 .71 .75 .62 .97",
  };

  /**
   * A picture and what is true of it.
   *
   * @param digit 0 to 9
   * @param picture grey
   * @param dark whether the ink is darker than the paper
   * @param box where the ink is, without noise
   */
  record Drawing(int digit, BufferedImage picture, boolean dark, BoundingBox box) {}

  private DrawnDigits() {}

  /** The ten digits once, each its own kind of picture. */
  static Drawing[] ten(long seed) {
    Drawing[] drawings = new Drawing[10];
    Random random = new Random(seed);
    for (int digit = 0; digit < 10; digit++) {
      int[] size = SIZES[(digit + (int) (seed % 10)) % 10];
      drawings[digit] = draw(digit, size[0], size[1], random);
    }
    return drawings;
  }

  private static Drawing draw(int digit, int width, int height, Random random) {
    boolean dark = random.nextBoolean();
    double paper = dark ? between(random, 0.7, 0.95) : between(random, 0.08, 0.3);
    double ink = dark ? between(random, 0.05, 0.3) : between(random, 0.75, 0.95);
    double side = Math.min(width, height) * between(random, 0.4, 0.75);
    double pen = side * between(random, 0.04, 0.13);
    Shape strokes = strokes(digit, width, height, side, pen, random);

    BufferedImage mask = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = mask.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fill(strokes);
    graphics.dispose();

    double slope = between(random, 0.2, 0.5);
    double direction = between(random, 0, 2 * Math.PI);
    double falloff = between(random, 0, 0.15);
    double noise = between(random, 0.01, 0.05);
    byte[] cover = pixels(mask);
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    byte[] values = pixels(picture);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int i = y * width + x;
        double u = 2.0 * x / width - 1;
        double v = 2.0 * y / height - 1;
        double light =
            1
                - slope / 2 * (1 + Math.cos(direction) * u + Math.sin(direction) * v)
                - falloff * (u * u + v * v) / 2;
        double colour = paper + (cover[i] & 0xFF) / 255.0 * (ink - paper);
        double value = colour * light + noise * random.nextGaussian();
        values[i] = (byte) Math.round(255 * Math.max(0, Math.min(1, value)));
      }
    }
    return new Drawing(digit, picture, dark, box(mask));
  }

  /** The memory of a grey picture. */
  private static byte[] pixels(BufferedImage grey) {
    return ((DataBufferByte) grey.getRaster().getDataBuffer()).getData();
  }

  /** Where at least half of a pixel is covered. */
  private static BoundingBox box(BufferedImage mask) {
    byte[] cover = pixels(mask);
    int left = mask.getWidth();
    int top = mask.getHeight();
    int right = -1;
    int bottom = -1;
    for (int y = 0; y < mask.getHeight(); y++) {
      for (int x = 0; x < mask.getWidth(); x++) {
        if ((cover[y * mask.getWidth() + x] & 0xFF) >= 128) {
          left = Math.min(left, x);
          right = Math.max(right, x);
          top = Math.min(top, y);
          bottom = Math.max(bottom, y);
        }
      }
    }
    return new BoundingBox(left, top, right - left + 1, bottom - top + 1);
  }

  /** The outline of the pen's strokes: turned, and moved within the picture. */
  private static Shape strokes(
      int digit, int width, int height, double side, double pen, Random random) {
    double shiftX = (width - side * 1.2) * between(random, 0.3, 0.7) + side * 0.6;
    double shiftY = (height - side * 1.2) * between(random, 0.3, 0.7) + side * 0.6;
    AffineTransform place = AffineTransform.getTranslateInstance(shiftX, shiftY);
    place.rotate(Math.toRadians(between(random, -15, 15)));
    place.scale(side * between(random, 0.7, 1), side);
    place.translate(-0.5, -0.5);
    BasicStroke stroke =
        new BasicStroke((float) pen, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    return stroke.createStrokedShape(place.createTransformedShape(path(STROKES[digit], random)));
  }

  /** No hand draws the same line twice: every point lies a little elsewhere. */
  private static Path2D path(String strokes, Random random) {
    Path2D path = new Path2D.Double();
    String[] words = strokes.split(" ", -1);
    int i = 0;
    while (i < words.length) {
      String command = words[i++];
      double[] p = new double[command.equals("C") ? 6 : 2];
      for (int j = 0; j < p.length; j++) {
        p[j] = Double.parseDouble(words[i++]) + HAND * random.nextGaussian();
      }
      switch (command) {
        case "M" -> path.moveTo(p[0], p[1]);
        case "L" -> path.lineTo(p[0], p[1]);
        default -> path.curveTo(p[0], p[1], p[2], p[3], p[4], p[5]);
      }
    }
    return path;
  }

  private static double between(Random random, double from, double to) {
    return from + random.nextDouble() * (to - from);
  }
}
