package recipe4j.image.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import org.junit.jupiter.api.Test;

class SheetTest {
  private static final int WIDTH = 200;
  private static final int HEIGHT = 160;
  private static final Shape PAPER = new Rectangle2D.Double(40, 30, 110, 100);
  private static final Shape WRITING = new Rectangle2D.Double(80, 50, 10, 60);

  @Test
  void paperIsCarriedOnOverTheTable() {
    for (double turn : new double[] {0, 0.2, 0.7}) {
      float[] found = alone(less(PAPER, WRITING), turn);
      int dark = 0;
      for (float value : found) {
        dark += value < 0.5f ? 1 : 0;
      }
      assertThat(dark).as("pixels of the writing").isBetween(550, 650);
      assertThat(found[0]).isEqualTo(0.9f);
      assertThat(found[found.length - 1]).isEqualTo(0.9f);
    }
  }

  @Test
  void digitsAndPatchesAreNoSheets() {
    Shape thin = new Ellipse2D.Double(40, 30, 110, 100);
    assertThat(alone(less(thin, WRITING), 0)).as("a disc with a hole").isNull();
    Shape zero = new RoundRectangle2D.Double(60, 20, 72, 120, 72, 72);
    Shape hole = new RoundRectangle2D.Double(80, 40, 32, 80, 32, 32);
    assertThat(alone(less(zero, hole), 0)).as("a thick 0").isNull();
    assertThat(alone(PAPER, 0)).as("nothing written").isNull();
    assertThat(alone(new BasicStroke(9).createStrokedShape(PAPER), 0)).as("a frame").isNull();
    Shape small = new Rectangle2D.Double(40, 30, 30, 30);
    assertThat(alone(less(small, new Rectangle2D.Double(50, 40, 5, 5)), 0)).as("a key").isNull();
    assertThat(Sheet.alone(new float[4], new boolean[4], 2)).as("no patch").isEmpty();
  }

  private static Shape less(Shape whole, Shape hole) {
    Area area = new Area(whole);
    area.subtract(new Area(hole));
    return area;
  }

  private static float[] alone(Shape shape, double turn) {
    Shape turned =
        AffineTransform.getRotateInstance(turn, WIDTH / 2.0, HEIGHT / 2.0)
            .createTransformedShape(shape);
    float[] values = new float[WIDTH * HEIGHT];
    boolean[] patch = new boolean[values.length];
    for (int i = 0; i < values.length; i++) {
      int row = i / WIDTH;
      patch[i] = turned.contains(i % WIDTH + 0.5, row + 0.5);
      values[i] = patch[i] ? 0.9f : 0.2f;
    }
    return Sheet.alone(values, patch, WIDTH).orElse(null);
  }
}
