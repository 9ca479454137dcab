package recipe4j.chart;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import recipe4j.io.AtomicFile;
import recipe4j.io.PngFile;

/** Drawings as PNG on light paper, two pixels for each of the drawing's. */
public final class Png {
  private static final int SCALE = 2;

  private Png() {}

  /**
   * Draws, with the title above. Needs fonts, which a bare server may lack.
   *
   * @param drawing what to show
   * @param title name of the figure
   * @return a PNG file
   */
  public static byte[] of(Drawing drawing, String title) {
    int width = (int) Math.ceil((drawing.width() + 2 * Drawing.MARGIN) * SCALE);
    int height = (int) Math.ceil((drawing.height() + Drawing.HEAD + Drawing.MARGIN) * SCALE);
    BufferedImage image =
        new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR); // as the encoder takes it
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.setColor(Palette.PAPER.light());
    graphics.fillRect(0, 0, width, height);
    graphics.scale(SCALE, SCALE);
    graphics.translate(Drawing.MARGIN, Drawing.HEAD);
    text(graphics, new Mark.Label(0, Drawing.MARGIN - Drawing.HEAD + 8, title, Drawing.TITLE));
    drawing.marks().forEach(mark -> draw(graphics, mark));
    graphics.dispose();
    return PngFile.of(image);
  }

  /**
   * Draws into a file, which is written whole or not at all.
   *
   * @param drawing what to show
   * @param title name of the figure
   * @param file the PNG
   * @throws IOException if it can't be written
   */
  public static void write(Drawing drawing, String title, Path file) throws IOException {
    AtomicFile.write(file, of(drawing, title));
  }

  /**
   * {@return whether this Java can draw text; a bare server without fonts can't, and {@link #of}
   * would fail}
   */
  public static boolean isAvailable() {
    try {
      BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
      return image.createGraphics().getFontMetrics().stringWidth("loss") > 0;
    } catch (LinkageError | InternalError e) { // no libfreetype, or no fontconfig
      return false;
    }
  }

  private static void draw(Graphics2D graphics, Mark mark) {
    if (mark instanceof Mark.Line line) {
      line(graphics, line);
    } else if (mark instanceof Mark.Box box) {
      graphics.setComposite(AlphaComposite.SrcOver.derive((float) box.opacity()));
      graphics.setColor(box.colour().light());
      graphics.fill(new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height()));
      graphics.setComposite(AlphaComposite.SrcOver);
    } else if (mark instanceof Mark.Dot dot) {
      dot(graphics, dot);
    } else if (mark instanceof Mark.Label label) {
      text(graphics, label);
    } else if (mark instanceof Mark.Image image) {
      AffineTransform place = AffineTransform.getTranslateInstance(image.x(), image.y());
      place.scale(
          image.width() / image.picture().width(), image.height() / image.picture().height());
      graphics.drawImage(image.picture().decoded(), place, null);
    }
  }

  private static void line(Graphics2D graphics, Mark.Line line) {
    LineStyle.Dash dash = line.style().dash();
    float[] dashes = {(float) dash.stroke(), (float) dash.gap()};
    graphics.setColor(line.style().colour().light());
    graphics.setStroke(
        new BasicStroke(
            (float) line.style().width(),
            BasicStroke.CAP_BUTT,
            BasicStroke.JOIN_ROUND,
            10,
            dash.gap() == 0 ? null : dashes,
            0));
    Path2D path = new Path2D.Double();
    Mark.Point first = line.points().get(0);
    path.moveTo(first.x(), first.y());
    line.points().stream().skip(1).forEach(point -> path.lineTo(point.x(), point.y()));
    graphics.draw(path);
  }

  private static void dot(Graphics2D graphics, Mark.Dot dot) {
    double radius = dot.radius();
    Ellipse2D disc =
        new Ellipse2D.Double(dot.x() - radius, dot.y() - radius, 2 * radius, 2 * radius);
    graphics.setColor(dot.hollow() ? Palette.PAPER.light() : dot.colour().light());
    graphics.fill(disc);
    if (dot.hollow()) {
      graphics.setColor(dot.colour().light());
      graphics.setStroke(new BasicStroke(2));
      graphics.draw(disc);
    }
  }

  private static void text(Graphics2D graphics, Mark.Label label) {
    TextStyle style = label.style();
    Font font = new Font(Font.SANS_SERIF, style.bold() ? Font.BOLD : Font.PLAIN, 1);
    graphics.setFont(font.deriveFont((float) style.size()));
    graphics.setColor(style.colour().light());
    double width =
        graphics
            .getFont()
            .getStringBounds(label.text(), graphics.getFontRenderContext())
            .getWidth();
    AffineTransform before = graphics.getTransform();
    graphics.translate(label.x(), label.y());
    if (style.upwards()) {
      graphics.rotate(-Math.PI / 2);
    }
    graphics.drawString(label.text(), (float) (-width * style.anchor().share()), 0);
    graphics.setTransform(before);
  }
}
