package recipe4j.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import recipe4j.chart.TextStyle.Anchor;

/** The same drawing as SVG and as PNG. */
class DrawingTest {
  private static final Picture PICTURE = Picture.grey(new byte[] {0, -1, -1, 0}, 2, 2);

  @Test
  void anSvgFileIsXmlThatSaysWhatItShows() throws Exception {
    String svg = Svg.file(drawing(), "A <b> & \"c\"", "It's\u0001 seen");
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertThat(text(document, "title")).isEqualTo("A <b> & \"c\"");
    assertThat(text(document, "desc")).isEqualTo("It's\uFFFD seen");
    assertThat(document.getElementsByTagName("text").item(0).getTextContent())
        .isEqualTo("A <b> & \"c\"");
    assertThat(document.getElementsByTagName("text").item(1).getTextContent()).isEqualTo("1 < 2");
    assertThat(document.getDocumentElement().getAttribute("role")).isEqualTo("img");
    assertThat(document.getDocumentElement().getAttribute("width")).isEqualTo("140");
    for (String element : new String[] {"polyline", "circle", "image", "rect", "style"}) {
      assertThat(document.getElementsByTagName(element).getLength()).as(element).isPositive();
    }
    assertThat(svg).contains("stroke-dasharray=\"6 4\"", "prefers-color-scheme:dark");
  }

  @Test
  void anSvgInAPageTakesItsColoursFromThePage() {
    String svg = Svg.inline(drawing(), "loss", "wide", "t", "d");
    assertThat(svg)
        .startsWith("<svg class=\"wide\" viewBox=\"0 0 100 50\"")
        .contains("aria-labelledby=\"loss-title loss-text\"", "id=\"loss-title\"")
        .doesNotContain("<style>", "xmlns", "http");
  }

  @Test
  void aPngHasTwoPixelsForOne() throws Exception {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(Png.of(drawing(), "title")));
    int left = 2 * 20;
    int top = 2 * 52;
    assertThat(image.getWidth()).isEqualTo(200 + 2 * left);
    assertThat(image.getHeight()).isEqualTo(100 + top + 2 * 20);
    assertThat(new Color(image.getRGB(1, 1))).isEqualTo(Palette.PAPER.light());
    assertThat(color(image, left + 10, top + 10)).as("box").isEqualTo(Palette.TRAIN.light());
    assertThat(color(image, left + 165, top + 45)).as("upper left").isEqualTo(Color.BLACK);
    assertThat(color(image, left + 175, top + 45)).as("upper right").isEqualTo(Color.WHITE);
  }

  @Test
  void aPictureComesBackAsItWas() {
    BufferedImage image = PICTURE.decoded();
    assertThat(image.getRaster().getSample(0, 0, 0)).isZero();
    assertThat(image.getRaster().getSample(1, 0, 0)).isEqualTo(255);
    assertThat(PICTURE.dataUrl()).startsWith("data:image/png;base64,iVBOR");
  }

  @Test
  void refusesWhatIsNoPicture() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Picture(2, 2, "\"><script>"))
        .withMessageContaining("must be a PNG in Base64");
    for (String png : List.of("", "aGVsbG8=", PICTURE.png().substring(0, 20))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Picture(2, 2, png))
          .withMessageContaining("must be a PNG");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Picture(2, 3, PICTURE.png()))
        .withMessageContaining("of 3x2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Picture.grey(new byte[3], 2, 2))
        .withMessage("a picture of 2x2 needs 4 pixels, found 3");
  }

  @Test
  void refusesAnEmptySize() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Canvas(0, 5).drawing())
        .withMessageContaining("found 0.0 by 5.0");
  }

  private static Drawing drawing() {
    Canvas canvas = new Canvas(100, 50);
    canvas.box(0, 0, 20, 20, Palette.TRAIN, 1);
    canvas.box(22, 0, 5, 5, Palette.HELD, 0.5);
    canvas.line(0, 40, 50, 40, LineStyle.of(Palette.HELD).with(LineStyle.Dash.DASHED));
    canvas.frame(30, 5, 10, 10, LineStyle.thin(Palette.GRID));
    canvas.dot(50, 10, 4, Palette.FITTED, true);
    canvas.dot(60, 10, 4, Palette.FITTED, false);
    canvas.text(50, 30, "1 < 2", TextStyle.of(Palette.TEXT, Anchor.MIDDLE).rising());
    canvas.image(80, 20, 10, PICTURE);
    return canvas.drawing();
  }

  private static Color color(BufferedImage image, int x, int y) {
    return new Color(image.getRGB(x, y));
  }

  private static String text(Document document, String element) {
    return document.getElementsByTagName(element).item(0).getTextContent();
  }
}
