package recipe4j.image;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/**
 * What a camera sees at a place, as red, green and blue from 0 to 1: layers that are put on each
 * other and then rendered, so that a rule, a digit or a shadow can lie under any turn and
 * perspective.
 */
@FunctionalInterface
interface Surface {
  /** The colour at a place in pixels. */
  double[] at(double x, double y);

  /** How much of a place is covered, 0 to 1. */
  @FunctionalInterface
  interface Cover {
    double at(double x, double y);
  }

  static Surface plain(double... rgb) {
    return (x, y) -> rgb;
  }

  /** Paint on this surface, as opaque as its cover says. */
  default Surface with(Cover cover, double... rgb) {
    return (x, y) -> {
      double[] under = at(x, y);
      double c = cover.at(x, y);
      return c == 0
          ? under
          : new double[] {
            under[0] + c * (rgb[0] - under[0]),
            under[1] + c * (rgb[1] - under[1]),
            under[2] + c * (rgb[2] - under[2])
          };
    };
  }

  /** Light, as a factor. */
  default Surface lit(Cover light) {
    return (x, y) -> {
      double[] under = at(x, y);
      double l = light.at(x, y);
      return new double[] {under[0] * l, under[1] * l, under[2] * l};
    };
  }

  /** This surface where {@code inside} covers, another one elsewhere. */
  default Surface on(Surface table, Cover inside) {
    return (x, y) -> inside.at(x, y) > 0.5 ? at(x, y) : table.at(x, y);
  }

  /** Seen under a turn. */
  default Surface turned(double degrees, double aboutX, double aboutY) {
    AffineTransform turn =
        AffineTransform.getRotateInstance(Math.toRadians(-degrees), aboutX, aboutY);
    return (x, y) -> {
      Point2D p = turn.transform(new Point2D.Double(x, y), null);
      return at(p.getX(), p.getY());
    };
  }

  /** Rises from 0 to 1 while {@code value} goes from one limit to the other. */
  static double rise(double value, double from, double to) {
    double t = Math.max(0, Math.min(1, (value - from) / (to - from)));
    return t * t * (3 - 2 * t);
  }

  /**
   * A digit of MNIST as a pen would have written it: its grey levels as a smooth surface (a cubic
   * B-spline), cut at half its height.
   *
   * @param side of the 28 x 28 pixels, in pixels of the picture
   */
  static Cover digit(byte[] pixels, double centreX, double centreY, double side, double degrees) {
    double cos = Math.cos(Math.toRadians(-degrees)) * 28 / side;
    double sin = Math.sin(Math.toRadians(-degrees)) * 28 / side;
    return (x, y) -> {
      double u = 14 + cos * (x - centreX) - sin * (y - centreY);
      double v = 14 + sin * (x - centreX) + cos * (y - centreY);
      return u < 0 || v < 0 || u > 28 || v > 28
          ? 0
          : rise(spline(pixels, u - 0.5, v - 0.5), 0.34, 0.46);
    };
  }

  private static double spline(byte[] pixels, double u, double v) {
    int left = (int) Math.floor(u);
    int top = (int) Math.floor(v);
    double sum = 0;
    for (int j = -1; j <= 2; j++) {
      for (int i = -1; i <= 2; i++) {
        int column = left + i;
        int row = top + j;
        if (column >= 0 && row >= 0 && column < 28 && row < 28) {
          sum += basis(u - column) * basis(v - row) * (pixels[row * 28 + column] & 0xFF) / 255;
        }
      }
    }
    return sum;
  }

  private static double basis(double distance) {
    double d = Math.abs(distance);
    return d >= 2 ? 0 : d >= 1 ? Math.pow(2 - d, 3) / 6 : 2.0 / 3 - d * d + d * d * d / 2;
  }

  /** A pen along a path of straight pieces. */
  static Cover strokes(Path2D path, double pen) {
    var shape =
        new java.awt.BasicStroke(
                (float) pen, java.awt.BasicStroke.CAP_ROUND, java.awt.BasicStroke.JOIN_ROUND)
            .createStrokedShape(path);
    return filled(shape);
  }

  static Cover filled(java.awt.Shape shape) {
    var box = shape.getBounds2D();
    return (x, y) -> box.contains(x, y) && shape.contains(x, y) ? 1 : 0;
  }

  /** Rules every {@code step} pixels, level or upright. */
  static Cover rules(double step, double thick, boolean upright) {
    return (x, y) -> {
      double place = upright ? x : y;
      double off = Math.abs(place - step * Math.rint(place / step));
      return 1 - rise(off, thick / 2 - 0.4, thick / 2 + 0.4);
    };
  }

  /** What lies inside four corners. */
  static Cover quadrilateral(double... corners) {
    Path2D path = new Path2D.Double();
    path.moveTo(corners[0], corners[1]);
    for (int i = 2; i < corners.length; i += 2) {
      path.lineTo(corners[i], corners[i + 1]);
    }
    path.closePath();
    return filled(path);
  }

  /**
   * A photograph of it.
   *
   * @param noise standard deviation, of the whole range
   */
  default BufferedImage photograph(int width, int height, double noise, Random random) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double[] sum = new double[3];
        for (int i = 0; i < 4; i++) {
          double[] rgb = at(x + 0.25 + 0.5 * (i & 1), y + 0.25 + 0.5 * (i >> 1));
          for (int c = 0; c < 3; c++) {
            sum[c] += rgb[c] / 4;
          }
        }
        int value = 0;
        double grain = noise * random.nextGaussian();
        for (int c = 0; c < 3; c++) {
          value = value << 8 | (int) Math.round(255 * Math.max(0, Math.min(1, sum[c] + grain)));
        }
        picture.setRGB(x, y, value);
      }
    }
    return picture;
  }
}
