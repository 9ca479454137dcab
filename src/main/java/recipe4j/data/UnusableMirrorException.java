package recipe4j.data;

import java.io.IOException;

/** A mirror from which nothing more is to be hoped for: the next one is tried. */
public final class UnusableMirrorException extends IOException {
  private static final long serialVersionUID = 1L;

  public UnusableMirrorException(String message) {
    super(message);
  }
}
