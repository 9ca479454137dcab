package recipe4j.image;

import java.util.ArrayList;
import java.util.List;
import recipe4j.image.sheet.PaperLines;

/**
 * Reasons to doubt that a picture shows one digit. Each comes from the shape of the ink alone, not
 * from a network's prediction; the limits are above what handwritten digits reach.
 */
final class Doubts {
  /** Pixels of another piece that counts, of the pixels of the one that is taken. */
  private static final double PIECE = 0.12;

  /** Width of a box over its height; one in 300 of MNIST's digits is as wide. */
  private static final double WIDE = 1.6;

  /** Mean width of a stroke over the longer side of its box: of MNIST 0.14, of a disc 0.5. */
  private static final double SOLID = 0.3;

  /** An 8 encloses two areas. */
  private static final int MOST_HOLES = 2;

  private Doubts() {}

  /** Of a picture that is like MNIST's own already, whose digits fill it. */
  static List<String> ofPrepared(InkSegmentation ink) {
    return ink.largest()
        .map(piece -> 1 + ink.others(piece, PIECE))
        .map(
            pieces ->
                pieces == 1
                    ? List.<String>of()
                    : List.of("there are %s pieces of ink".formatted(pieces)))
        .orElse(List.of("there is hardly any ink"));
  }

  /** That other digits than the largest were not taken. */
  static List<String> several(InkSegmentation ink) {
    int pieces = ink.digits().size();
    return pieces > 1 && !isLined(ink)
        ? List.of(
            "there are %s pieces of ink, and only the largest was taken; --each reads them one by one"
                .formatted(pieces))
        : List.of();
  }

  private static boolean isLined(InkSegmentation ink) {
    return ink.isOnEvenPaper() && PaperLines.in(ink.visible(), ink.width(), ink.height());
  }

  /** Of one piece. */
  static List<String> of(InkSegmentation ink, InkSegmentation.Piece piece) {
    List<String> doubts = new ArrayList<>();
    boolean lined = isLined(ink);
    if (lined) {
      doubts.add("the paper looks lined or squared; lines are taken for ink");
    }
    int holes = Holes.in(piece.mask(), ink.width(), piece.box());
    BoundingBox box = piece.box();
    if (piece.strokeWidth() > SOLID * box.longerSide()) {
      doubts.add("the ink is a solid patch, not strokes");
    } else if (holes > MOST_HOLES && !lined) {
      doubts.add(
          "the ink encloses %s areas, where a digit has %s at most".formatted(holes, MOST_HOLES));
    } else if (box.width() > WIDE * box.height() && !lined) {
      doubts.add("the ink is wider than a digit is high; there may be several that touch");
    }
    if (box.touchesEdge(ink.width(), ink.height())) {
      doubts.add("the ink reaches the edge of the picture; a part may be missing");
    }
    return doubts;
  }
}
