package recipe4j.image;

import static recipe4j.image.Surface.digit;
import static recipe4j.image.Surface.plain;
import static recipe4j.image.Surface.quadrilateral;
import static recipe4j.image.Surface.rise;
import static recipe4j.image.Surface.rules;

import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import recipe4j.data.LabelledImages;
import recipe4j.datasets.MnistSample;

/**
 * A seeded set of pictures as people take them of their handwriting: test digits of the bundled
 * sample, on papers, tables and screens, under shadows, by pens and chalk.
 */
final class Photographs {
  /**
   * One picture.
   *
   * @param kind such as "squared"
   * @param digits what it shows, from left to right
   * @param originals the images of MNIST that were written, 28 x 28
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Photograph(String kind, BufferedImage picture, int[] digits, List<byte[]> originals) {}

  /** The kinds, in their order. */
  static final List<String> KINDS =
      List.of(
          "plain",
          "shadow-soft",
          "shadow-edge",
          "shadow-hand",
          "lined",
          "lined-turned",
          "squared",
          "squared-dark",
          "squared-faint",
          "turned",
          "table",
          "table-shadow",
          "table-squared",
          "pen",
          "pencil",
          "two-digits",
          "three-digits",
          "border",
          "screen-thin",
          "screen",
          "screen-dark",
          "small",
          "coarse",
          "noise",
          "board");

  /** Mean grey level of 255 below which a digit of MNIST is too thin to be written again. */
  private static final double THIN = 20;

  private static final double[][] PENS = {
    {0.1, 0.12, 0.3}, {0.1, 0.2, 0.75}, {0.8, 0.15, 0.15}, {0.12, 0.5, 0.2}, {0.05, 0.05, 0.05}
  };

  private final LabelledImages test = loaded();
  private final Random random;

  private Photographs(long seed) {
    random = new Random(seed);
  }

  private static LabelledImages loaded() {
    try {
      return MnistSample.load(0).test();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** So many of every kind. */
  static List<Photograph> of(long seed, int each, List<String> kinds) {
    List<Photograph> all = new ArrayList<>();
    for (String kind : kinds) {
      for (int i = 0; i < each; i++) {
        all.add(new Photographs(seed * 1_000_003 + 31L * kind.hashCode() + i).take(kind));
      }
    }
    return all;
  }

  private double between(double from, double to) {
    return from + random.nextDouble() * (to - from);
  }

  private double[] grey(double from, double to) {
    double value = between(from, to);
    return new double[] {value, value * 0.995, value * 0.97};
  }

  private Surface paper() {
    return plain(grey(0.86, 0.97));
  }

  private double[] pen() {
    return PENS[random.nextInt(PENS.length)];
  }

  private final List<Integer> drawn = new ArrayList<>();

  private Surface write(Surface on, double x, double y, double side, double turn, double... ink) {
    int index = random.nextInt(test.count());
    while (ink(test.pixels(index)) < THIN) {
      index = random.nextInt(test.count());
    }
    drawn.add(index);
    return on.with(digit(test.pixels(index), x, y, side, turn), ink);
  }

  private static double ink(byte[] pixels) {
    double sum = 0;
    for (byte pixel : pixels) {
      sum += pixel & 0xFF;
    }
    return sum / pixels.length;
  }

  /** A digit somewhere near the middle. */
  private Surface written(Surface on, int width, int height, double... ink) {
    int side = Math.min(width, height);
    return write(
        on,
        width * between(0.42, 0.58),
        height * between(0.42, 0.58),
        side * between(0.4, 0.75),
        between(-7, 7),
        ink);
  }

  private Surface soft(Surface on, int width, int height, double depth) {
    double direction = between(0, 2 * Math.PI);
    double dx = Math.cos(direction) / width;
    double dy = Math.sin(direction) / height;
    return on.lit(
        (x, y) -> 1 - depth * (0.5 + 0.7 * (dx * (x - width / 2.0) + dy * (y - height / 2.0))));
  }

  /** A straight edge of a shadow, across the middle. */
  private Surface hard(Surface on, int width, int height) {
    double direction = between(0, 2 * Math.PI);
    double dx = Math.cos(direction);
    double dy = Math.sin(direction);
    double off = between(-0.15, 0.15) * Math.min(width, height);
    double sharp = between(1, 50);
    double dim = between(0.35, 0.65);
    return on.lit(
        (x, y) ->
            1 - dim * rise(dx * (x - width / 2.0) + dy * (y - height / 2.0) - off, -sharp, sharp));
  }

  /** A hand or a phone between the lamp and a corner of the paper. */
  private Surface hand(Surface on, int width, int height) {
    double x = random.nextBoolean() ? 0 : width;
    double y = random.nextBoolean() ? 0 : height;
    double reach = between(0.45, 0.75) * Math.min(width, height);
    double sharp = between(2, 25);
    double dim = between(0.35, 0.6);
    boolean round = random.nextBoolean();
    return on.lit(
        (u, v) -> {
          double distance =
              round ? Math.hypot(u - x, v - y) : Math.max(Math.abs(u - x), Math.abs(v - y));
          return 1 - dim * (1 - rise(distance - reach, -sharp, sharp));
        });
  }

  private Surface table() {
    double[] wood = {between(0.3, 0.6), between(0.25, 0.45), between(0.15, 0.35)};
    double grain = between(15, 60);
    double phase = between(0, 9);
    double depth = between(0, 0.12);
    return plain(wood)
        .lit((x, y) -> 1 - depth * Math.sin(phase + (y + 9 * Math.sin(x / 90)) / grain * 6));
  }

  /** Somewhat askew, with a rim of the table all around or on some sides. */
  private Surface.Cover sheet(int width, int height) {
    double[] c = {0, 0, width, 0, width, height, 0, height};
    for (int i = 0; i < c.length; i++) {
      double size = i % 2 == 0 ? width : height;
      c[i] += (c[i] == 0 ? 1 : -1) * size * between(-0.03, 0.14);
    }
    return quadrilateral(c);
  }

  private static Surface.Cover square(double x, double y, double side, double degrees) {
    double[] c = new double[8];
    for (int i = 0; i < 4; i++) {
      double angle = Math.toRadians(degrees + 45 + 90 * i);
      c[2 * i] = x + side / Math.sqrt(2) * Math.cos(angle);
      c[2 * i + 1] = y + side / Math.sqrt(2) * Math.sin(angle);
    }
    return quadrilateral(c);
  }

  private Surface squared(double step, double thick, double... rgb) {
    return paper().with(rules(step, thick, false), rgb).with(rules(step, thick, true), rgb);
  }

  private Photograph take(String kind) {
    int width = 480 + 40 * random.nextInt(8);
    int height = 480 + 40 * random.nextInt(8);
    double step = between(0.055, 0.085) * height;
    double[] blue = {between(0.5, 0.7), between(0.65, 0.78), between(0.82, 0.95)};
    double tilt = between(-9, 9);
    double noise = 0.012;
    Surface scene;
    switch (kind) {
      case "plain" -> scene = written(paper(), width, height, pen());
      case "shadow-soft" ->
          scene = soft(written(paper(), width, height, pen()), width, height, between(0.3, 0.8));
      case "shadow-edge" -> scene = hard(written(paper(), width, height, pen()), width, height);
      case "shadow-hand" -> scene = hand(written(paper(), width, height, pen()), width, height);
      case "lined" -> {
        Surface lined = paper().with(rules(step * 1.4, between(1.5, 3.5), false), blue);
        double margin = width * 0.15;
        lined = lined.with((x, y) -> Math.abs(x - margin) < 1.3 ? 1 : 0, 0.9, 0.5, 0.5);
        scene = written(lined, width, height, pen());
      }
      case "lined-turned" -> {
        Surface lined = paper().with(rules(step * 1.4, between(1.5, 3.5), false), blue);
        scene = written(lined.turned(tilt, width / 2.0, height / 2.0), width, height, pen());
      }
      case "squared" ->
          scene =
              written(
                  squared(step, between(1.2, 3), blue).turned(tilt / 2, width / 2.0, height / 2.0),
                  width,
                  height,
                  pen());
      case "squared-dark" ->
          scene = written(squared(step, between(1.2, 2.5), grey(0.3, 0.5)), width, height, pen());
      case "squared-faint" ->
          scene = written(squared(step, between(1, 2), grey(0.78, 0.84)), width, height, pen());
      case "turned" ->
          scene =
              write(
                  paper(),
                  width / 2.0,
                  height / 2.0,
                  Math.min(width, height) * between(0.4, 0.75),
                  between(-20, 20),
                  pen());
      case "table" ->
          scene = written(paper(), width, height, pen()).on(table(), sheet(width, height));
      case "sheet", "card" -> { // far from the camera
        double side = Math.min(width, height) * between(0.6, 0.75);
        double x = width / 2.0;
        double y = height / 2.0;
        boolean card = "card".equals(kind);
        double[] ink = card ? grey(0.85, 0.97) : pen();
        Surface sheet = card ? plain(grey(0.1, 0.2)) : paper();
        scene =
            write(sheet, x, y, side * between(0.55, 0.8), between(-7, 7), ink)
                .on(card ? plain(grey(0.75, 0.9)) : table(), square(x, y, side, tilt * 2));
      }
      case "table-shadow" ->
          scene =
              hard(
                  written(paper(), width, height, pen()).on(table(), sheet(width, height)),
                  width,
                  height);
      case "table-squared" ->
          scene =
              written(squared(step, between(1.2, 2.5), blue), width, height, pen())
                  .turned(tilt / 2, width / 2.0, height / 2.0)
                  .on(table(), sheet(width, height));
      case "pen" -> scene = written(paper(), width, height, PENS[1 + random.nextInt(3)]);
      case "pencil" -> scene = written(paper(), width, height, grey(0.55, 0.72));
      case "two-digits", "three-digits" -> {
        int count = kind.startsWith("two") ? 2 : 3;
        width = 850;
        scene = paper();
        double[] ink = pen();
        double room = (double) width / count;
        for (int i = 0; i < count; i++) {
          scene =
              write(
                  scene,
                  room * (i + 0.5) + between(-0.05, 0.05) * room,
                  height * between(0.45, 0.55),
                  Math.min(room, height) * between(0.75, 0.95),
                  between(-6, 6),
                  ink);
        }
      }
      case "border" -> {
        double side = Math.min(width, height) * between(0.6, 0.75);
        double x = width - side * between(0.33, 0.37);
        scene = write(paper(), x, height / 2.0, side, 0, pen());
      }
      case "screen-thin" -> {
        noise = 0;
        scene = written(plain(1, 1, 1), width, height, 0, 0, 0);
      }
      case "screen", "screen-dark" -> {
        noise = 0;
        height += 300;
        scene = screen(kind.equals("screen-dark"), width, height);
      }
      case "small" -> {
        width = 1400;
        height = 1100;
        scene = write(paper(), between(300, 1100), between(300, 800), between(110, 180), 0, pen());
        scene = soft(scene, width, height, between(0.2, 0.5));
      }
      case "coarse" -> {
        width = 150 + random.nextInt(60);
        height = width;
        scene = written(paper(), width, height, pen());
      }
      case "noise" -> {
        noise = between(0.06, 0.12);
        scene = written(paper(), width, height, pen());
      }
      default ->
          scene =
              soft(
                  written(plain(grey(0.1, 0.25)), width, height, grey(0.7, 0.95)),
                  width,
                  height,
                  0.3);
    }
    BufferedImage picture = scene.photograph(width, height, noise, random);
    return new Photograph(
        kind,
        picture,
        drawn.stream().mapToInt(test::label).toArray(),
        drawn.stream().map(test::pixels).toList());
  }

  /** A drawing program: a bar with a title, the sheet, tools as discs, buttons or frames. */
  private Surface screen(boolean dark, int width, int height) {
    double bar = between(50, 80);
    double[] ground = dark ? grey(0.05, 0.15) : new double[] {1, 1, 1};
    double[] ink = dark ? new double[] {0.95, 0.95, 0.95} : new double[] {0, 0, 0};
    Surface scene = written(plain(ground), width, height, ink);
    scene = scene.with((x, y) -> y < bar ? 1 : 0, 0.15, 0.45, 0.75);
    for (int i = 0; i < 9; i++) {
      var letter = new Rectangle2D.Double(20 + 13 * i, bar / 3, i % 3 == 2 ? 2 : 8, bar / 3);
      scene = scene.with(Surface.filled(letter), 1, 1, 1);
    }
    int style = random.nextInt(3);
    int count = 4 + random.nextInt(3);
    double room = (double) width / count;
    double size = Math.min(room * 0.7, between(40, 70));
    for (int i = 0; i < count; i++) {
      double left = room * (i + 0.5) - size / 2;
      double top = height - size - 20;
      double[] colour =
          style == 0 ? new double[] {between(0, 1), between(0, 1), between(0, 1)} : ink;
      java.awt.Shape shape =
          style == 0
              ? new Ellipse2D.Double(left, top, size, size)
              : new RoundRectangle2D.Double(left, top, size, size * 0.7, 12, 12);
      scene =
          scene.with(
              style == 2
                  ? Surface.filled(new java.awt.BasicStroke(3).createStrokedShape(shape))
                  : Surface.filled(shape),
              colour);
    }
    return scene;
  }

  /**
   * Writes a set for a look, or for a model: pictures and what they show, as {@code truth.json}.
   */
  public static void main(String[] args) throws IOException {
    java.nio.file.Path folder = java.nio.file.Path.of(args[0]);
    java.nio.file.Files.createDirectories(folder);
    List<String> truth = new ArrayList<>();
    List<Photograph> all =
        new ArrayList<>(of(Long.parseLong(args[1]), Integer.parseInt(args[2]), KINDS));
    all.addAll(ForeignDrawings.of(Long.parseLong(args[1])));
    for (int i = 0; i < all.size(); i++) {
      Photograph photograph = all.get(i);
      boolean drawing = photograph.kind().startsWith("screen");
      String name =
          String.format(Locale.ROOT, "%03d-%s.%s", i, photograph.kind(), drawing ? "png" : "jpg");
      WrittenPictures.write(folder.resolve(name), photograph.picture());
      int[] digits = photograph.digits();
      truth.add(
          "\"%s\": %s"
              .formatted(
                  name,
                  digits.length == 0
                      ? "null"
                      : digits.length == 1 ? digits[0] : java.util.Arrays.toString(digits)));
    }
    java.nio.file.Files.writeString(
        folder.resolve("truth.json"), "{" + String.join(",\n", truth) + "}\n");
  }
}
