package recipe4j.datasets.pictures;

import java.io.IOException;

/** Decides what happens to pictures that can't be read. */
@FunctionalInterface
public interface UnreadablePictures {
  /** The first unreadable picture ends the reading. */
  UnreadablePictures STOP =
      fault -> {
        throw fault;
      };

  /**
   * A file is to be left out.
   *
   * @param fault names the file and what is wrong with it
   * @throws IOException to stop; usually the fault itself
   */
  void leftOut(IOException fault) throws IOException;
}
