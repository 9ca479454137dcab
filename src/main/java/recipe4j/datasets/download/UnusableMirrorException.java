package recipe4j.datasets.download;

import java.io.IOException;

/** A mirror that can't serve a file even if it is tried again, so that the next one is tried. */
final class UnusableMirrorException extends IOException {
  private static final long serialVersionUID = 1L;

  UnusableMirrorException(String message) {
    super(message);
  }
}
