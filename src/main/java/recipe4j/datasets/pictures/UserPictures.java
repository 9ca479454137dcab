package recipe4j.datasets.pictures;

import java.nio.file.Path;
import java.util.List;
import recipe4j.data.LabelledImages;

/**
 * The user's own images, and where each is from.
 *
 * @param images the images; their labels are 0 and mean nothing
 * @param origins one per image
 */
public record UserPictures(LabelledImages images, List<Origin> origins) {
  /** Keeps a copy of the origins. */
  public UserPictures {
    origins = List.copyOf(origins);
  }

  /**
   * Where an image is from.
   *
   * @param file the picture or IDX file
   * @param picture true for a picture, false for an image of an IDX file
   * @param how what was done to it, in a few words; empty for an image of an IDX file
   * @param doubts whether it shows one digit, in sentences; see {@link
   *     recipe4j.image.PreparedImage#doubts}
   */
  public record Origin(Path file, boolean picture, String how, List<String> doubts) {
    /** Keeps a copy of the doubts. */
    public Origin {
      doubts = List.copyOf(doubts);
    }
  }
}
