package recipe4j.image;

import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import recipe4j.image.Photographs.Photograph;

/** Drawings that are no digits: letters, signs, shapes, scribbles. */
final class ForeignDrawings {
  private static final int SIDE = 480;

  /** Corners of strokes in a square of side 1, y downwards; a stroke ends at a semicolon. */
  private static final Map<String, String> SIGNS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("A", "0 1 .5 0 1 1;.2 .62 .8 .62"),
              Map.entry("E", ".95 0 0 0 0 1 .95 1;0 .5 .8 .5"),
              Map.entry("H", "0 0 0 1;1 0 1 1;0 .5 1 .5"),
              Map.entry("K", "0 0 0 1;1 0 0 .5 1 1"),
              Map.entry("M", "0 1 0 0 .5 .6 1 0 1 1"),
              Map.entry("W", "0 0 .25 1 .5 .3 .75 1 1 0"),
              Map.entry("X", "0 0 1 1;1 0 0 1"),
              Map.entry("R", "0 1 0 0 .7 .05 .8 .25 .7 .45 0 .5;.4 .5 .9 1"),
              Map.entry("T", "0 0 1 0;.5 0 .5 1"),
              Map.entry(
                  "star", ".5 0 .62 .36 1 .38 .7 .6 .8 .97 .5 .75 .2 .97 .3 .6 0 .38 .38 .36 .5 0"),
              Map.entry("pentagram", ".2 1 .5 0 .8 1 0 .38 1 .38 .2 1"),
              Map.entry("triangle", "0 1 .5 .05 1 1 0 1"),
              Map.entry("square", "0 0 1 0 1 1 0 1 0 0"),
              Map.entry("house", "0 1 0 .45 .5 0 1 .45 1 1 0 1;.4 1 .4 .7 .6 .7 .6 1"),
              Map.entry("plus", ".5 0 .5 1;0 .5 1 .5"),
              Map.entry("hash", ".3 0 .2 1;.8 0 .7 1;0 .3 1 .3;0 .7 1 .7"),
              Map.entry("arrow", "0 .5 1 .5;.65 .2 1 .5 .65 .8"),
              Map.entry("tree", ".5 1 .5 .6;0 .6 .5 0 1 .6 0 .6")));

  private ForeignDrawings() {}

  /** Each sign once, and a disc, a scribble, a word and a page. */
  static List<Photograph> of(long seed) {
    Random random = new Random(seed);
    List<Photograph> all = new ArrayList<>();
    SIGNS.forEach(
        (name, strokes) ->
            all.add(photograph("OOD-" + name, sign(strokes, 0.2, 0.15, 0.6, random), random)));
    all.add(
        photograph("OOD-disc", Surface.filled(new Ellipse2D.Double(100, 120, 260, 250)), random));
    for (int i = 0; i < 2; i++) {
      Path2D scribble = new Path2D.Double();
      scribble.moveTo(240, 240);
      for (int j = 0; j < 25 + 20 * i; j++) {
        scribble.lineTo(80 + 320 * random.nextDouble(), 80 + 320 * random.nextDouble());
      }
      all.add(photograph("OOD-scribble", Surface.strokes(scribble, 7), random));
    }
    Surface.Cover word = sign(SIGNS.get("H"), 0.05, 0.35, 0.2, random);
    String[] rest = {"A", "T", "E"};
    for (int i = 0; i < rest.length; i++) {
      Surface.Cover before = word;
      Surface.Cover next = sign(SIGNS.get(rest[i]), 0.3 + 0.22 * i, 0.35, 0.2, random);
      word = (x, y) -> Math.max(before.at(x, y), next.at(x, y));
    }
    all.add(photograph("OOD-word", word, random));
    Path2D page = new Path2D.Double();
    for (int row = 0; row < 9; row++) {
      for (int i = 0; i < 22; i++) {
        double x = 40 + 18 * i;
        double y = 50 + 44 * row;
        page.moveTo(x, y + 14 * random.nextDouble());
        page.lineTo(x + 10 * random.nextDouble(), y + 14);
        page.lineTo(x + 10, y + 14 * random.nextDouble());
      }
    }
    all.add(photograph("OOD-page", Surface.strokes(page, 3), random));
    return all;
  }

  private static Surface.Cover sign(
      String strokes, double left, double top, double side, Random random) {
    Path2D path = new Path2D.Double();
    for (String stroke : strokes.split(";", -1)) {
      String[] p = stroke.split(" ", -1);
      for (int i = 0; i < p.length; i += 2) {
        double x = Double.parseDouble(p[i]) + 0.02 * random.nextGaussian();
        double y = Double.parseDouble(p[i + 1]) + 0.02 * random.nextGaussian();
        if (i == 0) {
          path.moveTo(x, y);
        } else {
          path.lineTo(x, y);
        }
      }
    }
    AffineTransform place = AffineTransform.getTranslateInstance(SIDE * left, SIDE * top);
    place.scale(SIDE * side * (0.7 + 0.3 * random.nextDouble()), SIDE * side);
    return Surface.strokes(
        new Path2D.Double(path, place), SIDE * side * (0.06 + 0.06 * random.nextDouble()));
  }

  private static Photograph photograph(String kind, Surface.Cover ink, Random random) {
    Surface paper = Surface.plain(0.94, 0.93, 0.9).with(ink, 0.12, 0.15, 0.25);
    return new Photograph(kind, paper.photograph(SIDE, SIDE, 0.012, random), new int[0], List.of());
  }
}
